package io.github.ipv6fleet.verification.hosts;

import java.io.IOException;
import java.time.Duration;

/** A run of its own, which boots a host and waits to be killed. */
final class KilledRun {
    static final String EVIDENCE = "clean-up";

    private KilledRun() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        InsideVpc.run(
                HostsProgram.class, EVIDENCE, Duration.ofMinutes(2), Cell.PLANNED_TRIXIE.name(), Scenario.WAITS.name());
    }
}
