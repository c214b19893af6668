package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostSpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Prefixes for hosts that were launched without one. They are planned here and said explicitly: a call that asks for any
 * prefix gives another one each time that it is made.
 */
final class LatePrefixes {
    private final Ec2Gateway ec2;
    private final FleetSettings settings;

    LatePrefixes(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** Returns a prefix, by index, for those of the hosts that have an address and none. */
    Map<Integer, Ipv6Block> plan(Collection<LiveHost> hosts) {
        List<LiveHost> lacking = hosts.stream()
                .filter(LiveHost::wasGivenAnAddress)
                .filter(host -> host.prefix().isEmpty())
                .toList();
        if (lacking.isEmpty()) {
            return Map.of();
        }
        Surroundings around =
                Surroundings.read(ec2, settings.withSource(BlockSource.plannedPrefix()), List.of(), lacking);
        FleetSpec.Builder spec =
                FleetSpec.builder(settings.name(), around.limits().get(0));
        lacking.forEach(host -> spec.host(
                HostSpec.builder("host-" + host.index()).subnet(host.subnetId()).build()));
        FleetPlan plan = AddressPlanner.plan(spec.build(), around.subnets());
        Map<Integer, Ipv6Block> prefixes = new HashMap<>();
        for (int i = 0; i < lacking.size(); i++) {
            prefixes.put(lacking.get(i).index(), plan.hosts().get(i).containerBlock());
        }
        return prefixes;
    }
}
