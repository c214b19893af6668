package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import java.time.Duration;
import java.util.List;

/** What can be done with a fleet that runs. */
public interface Life {
    /** Ends it. */
    TerminationReport terminate();

    /** Says what {@link #terminate} would remove. */
    TerminationPlan terminationPlan();

    /** Waits until its hosts have booted. */
    List<HostReadiness> awaitReady(List<LaunchedHost> hosts, Duration patience);

    /** Makes it larger or smaller. */
    LaunchedFleet scaleTo(int hosts);

    /** Ends a host and launches it again. */
    LaunchedFleet replace(LaunchedHost host);

    /** Says what is not as it should be. */
    FleetDrift drift();

    /** Repairs that. */
    FleetDrift reconcile();
}
