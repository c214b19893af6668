package io.github.ipv6fleet.aws.internal;

import java.time.Duration;

/** How to wait; a test's waits take no time. */
@FunctionalInterface
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
