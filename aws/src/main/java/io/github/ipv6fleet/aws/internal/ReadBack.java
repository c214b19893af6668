package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits until EC2 says that every host runs, and compares what it gave with what was planned. */
final class ReadBack {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final FleetPlan plan;
    private final List<HostFailure> failures = new ArrayList<>();

    ReadBack(Ec2Gateway ec2, FleetSettings settings, FleetPlan plan) {
        this.ec2 = ec2;
        this.settings = settings;
        this.plan = plan;
    }

    /** What is not as planned, after {@link #await}. */
    List<HostFailure> failures() {
        return failures;
    }

    List<LaunchedHost> await() {
        Poll poll = new Poll(ec2);
        while (true) {
            LiveFleet live = LiveFleet.read(ec2, settings.name());
            List<LaunchedHost> hosts = compared(live, poll.isOutOfPatience());
            if (!failures.isEmpty() || hosts.size() == plan.hosts().size()) {
                return hosts;
            }
            poll.pause();
        }
    }

    private List<LaunchedHost> compared(LiveFleet live, boolean last) {
        List<LaunchedHost> ready = new ArrayList<>();
        for (int index = 0; index < plan.hosts().size(); index++) {
            HostPlan wanted = plan.hosts().get(index);
            Optional<LiveHost> host = live.at(index);
            Optional<String> lacking = host.flatMap(h -> lacking(h, wanted));
            if (host.isPresent() && host.get().isRunning() && lacking.isEmpty()) {
                ready.add(host.get().launched(wanted));
            } else if (last) {
                failures.add(new HostFailure(
                        wanted.name(),
                        "wait",
                        host.map(h -> h.instanceId() + " is "
                                                + h.instance().state().nameAsString()
                                                + lacking.map(l -> " and lacks " + l)
                                                        .orElse(""))
                                        .orElse("EC2 shows no such instance")
                                + " after " + Poll.PATIENCE.toMinutes() + " minutes; see its state reason and console",
                        ""));
            }
        }
        return ready;
    }

    /** What EC2 did not give, of what was asked for. */
    private static Optional<String> lacking(LiveHost host, HostPlan wanted) {
        if (!host.hasAddress(wanted.address())) {
            return Optional.of("address " + wanted.address());
        }
        if (!wanted.blockSource().isAddressRun()) {
            return host.hasPrefix() ? Optional.empty() : Optional.of("prefix " + wanted.containerBlock());
        }
        for (long i = 0; i < wanted.blockSource().quotaNeeded(); i++) {
            Ipv6Address address = wanted.containerBlock().first().plus(i);
            if (!host.hasAddress(address)) {
                return Optional.of("address " + address);
            }
        }
        return Optional.empty();
    }
}
