package io.github.ipv6fleet.verification.endpoints;

import io.github.ipv6fleet.aws.FleetTime;
import java.time.Duration;
import java.time.Instant;

/** Time that goes twenty times as fast as it does, for endpoints that are as fast as they can be. */
final class QuickTime implements FleetTime {
    private static final int TIMES = 20;

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();

    @Override
    public Instant now() {
        return start.plusNanos((System.nanoTime() - startNanos) * TIMES);
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.dividedBy(TIMES).toMillis());
    }
}
