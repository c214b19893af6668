package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until EC2 says that every host runs, and compares what it gave with what was planned. */
final class ReadBack {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final FleetPlan plan;
    /** Instance ids by index: those that this run launched or adopted. */
    private final Map<Integer, String> ids;

    private final List<HostFailure> failures = new ArrayList<>();

    ReadBack(Ec2Gateway ec2, FleetSettings settings, FleetPlan plan, Map<Integer, String> ids) {
        this.ec2 = ec2;
        this.settings = settings;
        this.plan = plan;
        this.ids = ids;
    }

    /** What is not as planned, after {@link #await}. */
    List<HostFailure> failures() {
        return failures;
    }

    List<LaunchedHost> await() {
        Poll poll = new Poll(ec2);
        while (true) {
            LiveFleet live = LiveFleet.read(ec2, settings.name());
            List<LaunchedHost> ready = new ArrayList<>();
            for (int index = 0; index < plan.hosts().size(); index++) {
                HostPlan wanted = plan.hosts().get(index);
                Optional<LiveHost> host = live.at(index).filter(LiveHost::isRunning);
                if (host.isPresent() && lacking(host.get(), wanted).isEmpty()) {
                    ready.add(host.get().launched(wanted, settings.options().keyFile()));
                } else {
                    failure(live, index, wanted, poll.isOutOfPatience()).ifPresent(failures::add);
                }
            }
            if (!failures.isEmpty() || ready.size() == plan.hosts().size()) {
                return ready;
            }
            poll.pause();
        }
    }

    /** A host that is gone will not come back; one that is not as it should be may be so in a moment. */
    private Optional<HostFailure> failure(LiveFleet live, int index, HostPlan wanted, boolean last) {
        Optional<LiveHost> gone = live.find(ids.getOrDefault(index, "")).filter(host -> !host.isThere());
        if (gone.isPresent()) {
            return Optional.of(failure(
                    wanted,
                    gone.get().instanceId() + " has ended: " + gone.get().endReason()
                            + "; see its console output, then launch again"));
        }
        if (!last) {
            return Optional.empty();
        }
        String seen = live.at(index)
                .map(host -> host.instanceId() + " is "
                        + host.instance().state().nameAsString()
                        + lacking(host, wanted)
                                .map(what -> " and lacks " + what)
                                .orElse(""))
                .orElse("EC2 shows no such instance");
        return Optional.of(failure(
                wanted,
                seen + " after " + Poll.PATIENCE.toMinutes() + " minutes; see its console output, launch again"));
    }

    private static HostFailure failure(HostPlan host, String reason) {
        return Maker.get().failure(host.name(), "wait", reason, "");
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
