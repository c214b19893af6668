package io.github.ipv6fleet.benchmarks.peers;

import java.util.concurrent.TimeUnit;

/** A minute, after which the figure is "over 60 s". */
final class Patience {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final long start = System.nanoTime();

    void check() {
        if (System.nanoTime() - start > LONGEST_NANOS) {
            throw new IllegalStateException("over 60 s");
        }
    }
}
