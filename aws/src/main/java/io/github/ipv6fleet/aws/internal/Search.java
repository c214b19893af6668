package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds a fleet by its name alone. */
public final class Search {
    private Search() {}

    /** Reads the fleet of that name; empty if no host of it is there. */
    public static Optional<LaunchedFleet> run(String fleet, Means means) {
        try (Ec2Gateway ec2 = means.open()) {
            return run(ec2, fleet, new FoundLife(means, fleet));
        }
    }

    static Optional<LaunchedFleet> run(Ec2Gateway ec2, String fleet, Life life) {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<LiveHost> handed = live.handed(ec2);
        List<LiveHost> there = live.hosts().isEmpty() ? handed : live.hosts();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        List<LaunchedHost> hosts = there.stream().map(reader(ec2)).toList();
        return Optional.of(Maker.get().fleet(fleet, hosts, List.of(), ec2.report(0, hosts.size()), life));
    }

    /** Returns what reads a host as its tags and its interface tell of it, and each subnet once. */
    static Function<LiveHost, LaunchedHost> reader(Ec2Gateway ec2) {
        Map<String, Ipv6Block> subnets = new HashMap<>();
        return host -> host.launched(host.plan(
                subnets.computeIfAbsent(host.instance().subnetId(), id -> Surroundings.blockOf(ec2.subnet(id)))));
    }
}
