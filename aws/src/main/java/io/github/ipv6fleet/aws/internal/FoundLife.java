package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import java.time.Duration;
import java.util.List;

/** The life of a fleet of which only the name is known: it can be ended, and nothing can be launched for it. */
record FoundLife(Means means, String fleet) implements Life {
    @Override
    public TerminationReport terminate() {
        return Termination.run(means, fleet);
    }

    @Override
    public TerminationPlan terminationPlan() {
        return Termination.plan(means, fleet);
    }

    @Override
    public List<HostReadiness> awaitReady(List<LaunchedHost> hosts, Duration patience) {
        try (Ec2Gateway ec2 = means.open()) {
            return new Readiness(ec2).await(hosts, patience);
        }
    }

    @Override
    public LaunchedFleet scaleTo(int hosts) {
        throw unknown("scaleTo(" + hosts + ")");
    }

    @Override
    public LaunchedFleet replace(LaunchedHost host) {
        throw unknown("replace(" + host.name() + ")");
    }

    @Override
    public FleetDrift drift() {
        throw unknown("drift()");
    }

    @Override
    public FleetDrift reconcile() {
        throw unknown("reconcile()");
    }

    private IllegalStateException unknown(String call) {
        return new IllegalStateException("fleet " + fleet + " was found by its name, and " + call
                + " has to know what its hosts should be; say it, and call Ipv6Fleet.builder()....build()." + call);
    }
}
