package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import java.time.Duration;
import java.time.Instant;

/** The clock of a simulated EC2 as that of the library: it stands still while anybody of the operation works. */
record TimeOfEc2(VirtualClock clock) implements FleetTime {
    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
        clock.sleep(time);
    }

    @Override
    public Runnable worker(Runnable work) {
        return clock.task(work);
    }

    @Override
    public void await(Runnable wait) {
        clock.leave();
        try {
            wait.run();
        } finally {
            clock.enter();
        }
    }
}
