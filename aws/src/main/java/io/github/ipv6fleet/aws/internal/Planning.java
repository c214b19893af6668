package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.internal.Differences.Difference;
import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is, and what should be: reads EC2 and plans. Hosts that are there keep what they have; the others are planned
 * around them.
 *
 * @param live those of the hosts that the scope has
 * @param subnets where hosts that are missing may be launched
 * @param planned what should be, by index; empty where EC2 chooses the blocks, so that there is nothing to plan
 */
public record Planning(
        FleetSettings settings,
        LiveFleet live,
        Surroundings surroundings,
        List<String> subnets,
        Scope scope,
        Map<Integer, HostPlan> planned) {
    /** An instance that shuts down gives its addresses back within a minute or so. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Reads and plans, and changes nothing.
     *
     * @throws FleetDiffers if hosts are there that are not what was asked for
     */
    public static Planning of(Ec2Gateway ec2, FleetSettings settings) {
        return of(ec2, settings, List.of(), settings.subnetIds(), Scope.ALL);
    }

    /** Plans with hosts that the caller has seen already, though EC2's list may not show them yet. */
    static Planning of(
            Ec2Gateway ec2, FleetSettings settings, Collection<LiveHost> known, List<String> subnets, Scope scope) {
        Poll poll = new Poll(ec2, PATIENCE);
        Unlisted unlisted = new Unlisted();
        while (true) {
            ec2.phase(LaunchPhase.READ);
            Instant asked = ec2.now();
            LiveFleet all = LiveFleet.read(ec2, settings.name(), known);
            HandedCheck.refuseHosts(settings.name(), all.handed(ec2));
            LiveFleet live = all.within(scope);
            List<LiveHost> others = all.hosts().stream()
                    .filter(host -> !scope.has(host.index()))
                    .toList();
            refuseOthers(settings, live);
            Surroundings surroundings = Surroundings.read(ec2, settings, live.hosts(), others);
            ec2.phase(LaunchPhase.PLAN);
            if (unlisted.mayBeListedYet(all, asked, surroundings, ec2.now())
                    && live.hosts().size() < scope.of(settings.hosts().size()).size()
                    && !poll.isOutOfPatience()) {
                // Planned around its address, those that are missing would get other ones than they should have.
                poll.pause();
                continue;
            }
            surroundings
                    .limits()
                    .forEach(limits -> spec(settings, limits, surroundings)
                            .host(settings.hosts().get(0))
                            .build()
                            .checkInstanceType());
            try {
                return new Planning(
                        settings,
                        live,
                        surroundings,
                        subnets,
                        scope,
                        planned(settings, live, surroundings, subnets, scope));
            } catch (PlanException e) {
                // What is in the way may be a host of this very fleet that ends, or that is not listed yet.
                if (surroundings.inMotion().isEmpty() || poll.isOutOfPatience()) {
                    throw e;
                }
                poll.pause();
            }
        }
    }

    /** Throws if hosts are there that are not what was asked for. */
    static void refuseOthers(FleetSettings settings, LiveFleet live) {
        List<Difference> differences = Differences.between(settings, live);
        if (!differences.isEmpty()) {
            throw Maker.get()
                    .differs(
                            settings.name(),
                            differences.stream().map(Difference::toString).toList());
        }
    }

    /**
     * Returns what should be.
     *
     * @throws PlanException if EC2 chooses the blocks and has not done so for all hosts
     */
    public FleetPlan plan() {
        if (settings.givenPlan() != null) {
            return settings.givenPlan();
        }
        if (!settings.blockSource().isChosenByEc2()) {
            return FleetPlan.of(settings.name(), indices().map(planned::get).toList());
        }
        if (live.hosts().size() < settings.hosts().size()) {
            // The planner says why there is no plan.
            AddressPlanner.plan(
                    spec(settings, surroundings.limits().get(0), surroundings)
                            .hosts(settings.hosts().size())
                            .build(),
                    surroundings.subnets());
        }
        return FleetPlan.of(
                settings.name(),
                live.hosts().stream()
                        .map(host ->
                                host.plan(surroundings.subnet(host.subnetId()).block()))
                        .toList());
    }

    /** Whether all hosts of the fleet are planned here. */
    boolean isPlanned() {
        return planned.size() == settings.hosts().size();
    }

    /** What a host should be, where it is planned. */
    HostPlan host(int index) {
        HostPlan host = planned.get(index);
        if (host == null) {
            throw new IllegalStateException("host " + index + " is not planned here");
        }
        return host;
    }

    /** The hosts that there should be. */
    Stream<Integer> indices() {
        return scope.of(settings.hosts().size()).stream();
    }

    /** Those of them that are not there. */
    List<Integer> missing() {
        return indices().filter(index -> live.at(index).isEmpty()).toList();
    }

    /** How many network interfaces there will be besides those that are there. */
    int newInterfaces() {
        return (int) missing().stream()
                .filter(index -> surroundings.retained().at(index).isEmpty())
                .count();
    }

    private static FleetSpec.Builder spec(FleetSettings settings, InterfaceLimits limits, Surroundings surroundings) {
        return FleetSpec.builder(settings.name(), limits)
                .blockSource(settings.blockSource())
                .alternatives(surroundings.alternatives())
                .exclude(settings.excluded());
    }

    private static Map<Integer, HostPlan> planned(
            FleetSettings settings, LiveFleet live, Surroundings surroundings, List<String> subnets, Scope scope) {
        if (settings.blockSource().isChosenByEc2()) {
            return Map.of();
        }
        FleetSpec.Builder spec = spec(settings, surroundings.limits().get(0), surroundings);
        if (settings.window() != null) {
            spec.within(settings.window());
        }
        int missing = 0;
        List<Integer> indices = scope.of(settings.hosts().size());
        for (int i : indices) {
            HostSpec wanted = settings.hosts().get(i);
            Optional<HostSpec> there =
                    asItIs(wanted, live.at(i), surroundings.retained().at(i));
            boolean anywhere = wanted.subnetId().isEmpty() && wanted.address().isEmpty();
            spec.host(there.orElse(
                    anywhere && subnets.size() < settings.subnetIds().size() && !subnets.isEmpty()
                            ? wanted.toBuilder()
                                    .subnet(subnets.get(missing++ % subnets.size()))
                                    .build()
                            : wanted));
        }
        FleetPlan plan = AddressPlanner.plan(spec.build(), surroundings.subnets());
        FleetPlan given = settings.givenPlan();
        if (given != null) {
            // A plan of somebody else has passed the same checks as pins, and may say more than we would plan.
            checkSubnets(settings, given, surroundings);
        }
        Map<Integer, HostPlan> byIndex = new HashMap<>();
        for (int place = 0; place < indices.size(); place++) {
            int index = indices.get(place);
            byIndex.put(
                    index,
                    given != null ? given.hosts().get(index) : plan.hosts().get(place));
        }
        return byIndex;
    }

    private static Optional<HostSpec> asItIs(HostSpec wanted, Optional<LiveHost> host, Optional<Retained> retained) {
        return host.map(one -> pinned(wanted, one.subnetId(), one.address(), one.block()))
                .or(() -> retained.flatMap(one -> one.address()
                        .flatMap(address -> one.block()
                                .map(block -> pinned(wanted, one.described().subnetId(), address, block)))));
    }

    private static HostSpec pinned(HostSpec wanted, String subnetId, Ipv6Address address, Ipv6Block block) {
        return wanted.toBuilder()
                .subnet(subnetId)
                .address(address)
                .containers(block)
                .build();
    }

    private static void checkSubnets(FleetSettings settings, FleetPlan given, Surroundings surroundings) {
        List<SpecProblem> problems = new ArrayList<>();
        for (HostPlan host : given.hosts()) {
            Ipv6Block block = surroundings.subnet(settings.subnetOf(host)).block();
            if (!host.subnet().equals(block)) {
                problems.add(new SpecProblem(
                        "host " + host.name() + ": planned for a subnet of " + host.subnet(),
                        "but the subnet is " + surroundings.subnet(settings.subnetOf(host)),
                        "plan again, or say the subnet that it was planned for"));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }
}
