package io.github.ipv6fleet.aws;

import java.time.Duration;
import java.time.Instant;

/** The time of this machine. */
final class SystemFleetTime implements FleetTime {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        Thread.sleep(time.toMillis());
    }
}
