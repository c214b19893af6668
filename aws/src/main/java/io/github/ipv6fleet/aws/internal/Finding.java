package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a fleet by its name alone. */
public final class Finding {
    private Finding() {}

    /** Reads the fleet of that name; empty if no host of it is there. */
    public static Optional<LaunchedFleet> run(String fleet, Means means) {
        try (Ec2Gateway ec2 = means.open()) {
            LiveFleet live = LiveFleet.read(ec2, fleet);
            if (live.hosts().isEmpty()) {
                return Optional.empty();
            }
            Map<String, Ipv6Block> subnets = new HashMap<>();
            List<LaunchedHost> hosts = live.hosts().stream()
                    .map(h -> h.launched(h.plan(subnets.computeIfAbsent(
                            h.instance().subnetId(), id -> Surroundings.blockOf(ec2.subnet(id))))))
                    .toList();
            LaunchReport report = ec2.report(0, hosts.size());
            return Optional.of(Maker.get().fleet(fleet, hosts, report, () -> Termination.run(means, fleet)));
        }
    }
}
