package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostSpec;
import java.util.List;

/**
 * What is, and what should be: reads EC2 and plans. Hosts that are there keep what they have; the others are planned
 * around them.
 */
public record Planning(LiveFleet live, Surroundings surroundings, FleetPlan plan) {

    /**
     * Reads and plans, and changes nothing.
     *
     * @throws FleetDiffers if hosts are there that are not what was asked for
     */
    public static Planning of(Ec2Gateway ec2, FleetSettings settings) {
        LiveFleet live = LiveFleet.read(ec2, settings.name());
        List<String> differences = Differences.between(settings, live);
        if (!differences.isEmpty()) {
            throw new FleetDiffers(settings.name(), differences);
        }
        Surroundings surroundings = Surroundings.read(ec2, settings, live);
        FleetSpec.Builder spec =
                FleetSpec.builder(settings.name(), surroundings.limits()).blockSource(settings.blockSource());
        for (int i = 0; i < settings.hosts().size(); i++) {
            HostSpec wanted = settings.hosts().get(i);
            spec.host(live.at(i).map(Planning::asItIs).orElse(wanted));
        }
        FleetPlan plan = AddressPlanner.plan(spec.build(), surroundings.subnet());
        // A plan of somebody else has passed the same checks as pins, and may say more than we would plan.
        return new Planning(live, surroundings, settings.givenPlan() != null ? settings.givenPlan() : plan);
    }

    private static HostSpec asItIs(LiveHost host) {
        return HostSpec.builder(host.name())
                .address(host.address())
                .containers(host.block())
                .build();
    }
}
