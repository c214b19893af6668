package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be done with a fleet that runs; what needs no more than its name is done here. */
public interface Life {
    /** By what it is done. */
    Means means();

    /** The fleet's name. */
    String fleet();

    /** Where its hosts may be, as far as that is known; what it has reserved there goes with it. */
    default List<String> subnetIds() {
        return List.of();
    }

    /** Ends it. */
    default TerminationReport terminate() {
        return Termination.run(means(), fleet(), subnetIds());
    }

    /** Says what {@link #terminate} would remove. */
    default TerminationPlan terminationPlan() {
        return Termination.plan(means(), fleet(), subnetIds());
    }

    /** Waits until its hosts have booted. */
    default List<HostReadiness> awaitReady(List<LaunchedHost> hosts, Duration patience) {
        try (Ec2Gateway ec2 = means().open()) {
            return new Readiness(ec2).await(hosts, patience);
        }
    }

    /** Says what is not as it should be, at EC2 and on the hosts. */
    default List<Finding> verify(List<LaunchedHost> hosts) {
        try (Ec2Gateway ec2 = means().open()) {
            List<Finding> found = new ArrayList<>(new Verifying(ec2).consoles(hosts));
            found.add(HostFinding.PLAN_IS_NOT_KNOWN.found(
                    "fleet " + fleet(),
                    "was found by its name alone",
                    "say what it should be: Ipv6Fleet.builder()....build().launch().verify()",
                    List.of()));
            return found;
        }
    }

    /** Makes it larger or smaller. */
    LaunchedFleet scaleTo(int hosts);

    /** Ends the host of that name, if it is there, and launches it again. */
    LaunchedFleet replace(String host);

    /** Says what is not as it should be. */
    FleetDrift drift();

    /** Repairs that. */
    FleetDrift reconcile();
}
