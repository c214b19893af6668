package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What is, and what should be: reads EC2 and plans. Hosts that are there keep what they have; the others are planned
 * around them.
 */
public record Planning(LiveFleet live, Surroundings surroundings, FleetPlan plan) {
    /** An instance that shuts down gives its addresses back within a minute or so. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Reads and plans, and changes nothing.
     *
     * @throws FleetDiffers if hosts are there that are not what was asked for
     */
    public static Planning of(Ec2Gateway ec2, FleetSettings settings) {
        return of(ec2, settings, List.of());
    }

    /** Plans with hosts that the caller has seen already, though EC2's list may not show them yet. */
    static Planning of(Ec2Gateway ec2, FleetSettings settings, Collection<LiveHost> known) {
        Poll poll = new Poll(ec2, PATIENCE);
        while (true) {
            ec2.phase(LaunchPhase.READ);
            LiveFleet live = LiveFleet.read(ec2, settings.name(), known).withoutDoubles();
            List<String> differences = Differences.between(settings, live);
            if (!differences.isEmpty()) {
                throw Maker.get().differs(settings.name(), differences);
            }
            Surroundings surroundings = Surroundings.read(ec2, settings, live);
            ec2.phase(LaunchPhase.PLAN);
            try {
                return new Planning(live, surroundings, planned(settings, live, surroundings));
            } catch (PlanException e) {
                // What is in the way may be a host of this very fleet that ends, or that is not listed yet.
                if (!surroundings.inMotion() || poll.isOutOfPatience()) {
                    throw e;
                }
                poll.pause();
            }
        }
    }

    private static FleetPlan planned(FleetSettings settings, LiveFleet live, Surroundings surroundings) {
        FleetSpec.Builder spec = FleetSpec.builder(settings.name(), surroundings.limits())
                .blockSource(settings.blockSource())
                .alternatives(surroundings.alternatives())
                .exclude(settings.excluded());
        if (settings.window() != null) {
            spec.within(settings.window());
        }
        for (int i = 0; i < settings.hosts().size(); i++) {
            HostSpec wanted = settings.hosts().get(i);
            spec.host(live.at(i).map(host -> asItIs(wanted, host)).orElse(wanted));
        }
        FleetPlan plan = AddressPlanner.plan(spec.build(), surroundings.subnet());
        if (settings.givenPlan() == null) {
            return plan;
        }
        // A plan of somebody else has passed the same checks as pins, and may say more than we would plan.
        checkSubnet(settings.givenPlan(), surroundings);
        return settings.givenPlan();
    }

    private static HostSpec asItIs(HostSpec wanted, LiveHost host) {
        return wanted.toBuilder()
                .address(host.address())
                .containers(host.block())
                .build();
    }

    private static void checkSubnet(FleetPlan given, Surroundings surroundings) {
        List<SpecProblem> problems = new ArrayList<>();
        for (HostPlan host : given.hosts()) {
            if (!host.subnet().equals(surroundings.subnet().block())) {
                problems.add(new SpecProblem(
                        "host " + host.name() + ": planned for a subnet of " + host.subnet(),
                        "but the subnet is " + surroundings.subnet(),
                        "plan again, or say the subnet that it was planned for"));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }
}
