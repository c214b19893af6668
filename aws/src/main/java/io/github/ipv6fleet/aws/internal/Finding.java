package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a fleet by its name alone. */
public final class Finding {
    private Finding() {}

    /** Reads the fleet of that name; empty if no host of it is there. */
    public static Optional<LaunchedFleet> run(String fleet, Means means) {
        try (Ec2Gateway ec2 = means.open()) {
            return run(ec2, fleet, new FoundLife(means, fleet), null);
        }
    }

    /** @param cost what an operation cost, of which this is the end; null for none */
    static Optional<LaunchedFleet> run(Ec2Gateway ec2, String fleet, Life life, @Nullable LaunchReport cost) {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<LiveHost> handed = live.handed(ec2);
        List<LiveHost> there = live.hosts().isEmpty() ? handed : live.hosts();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Ipv6Block> subnets = new HashMap<>();
        List<LaunchedHost> hosts = there.stream()
                .map(h -> h.launched(h.plan(
                        subnets.computeIfAbsent(h.instance().subnetId(), id -> Surroundings.blockOf(ec2.subnet(id))))))
                .toList();
        LaunchReport report = cost != null ? cost : ec2.report(0, hosts.size());
        return Optional.of(Maker.get().fleet(fleet, hosts, List.of(), report, life));
    }
}
