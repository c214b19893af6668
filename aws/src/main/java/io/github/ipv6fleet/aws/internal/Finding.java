package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds a fleet by its name alone. */
public final class Finding {
    private Finding() {}

    /** Reads the fleet of that name; empty if no host of it is there. */
    public static Optional<LaunchedFleet> run(String fleet, Means means) {
        try (Ec2Gateway ec2 = means.open()) {
            return run(ec2, fleet, () -> Termination.run(means, fleet));
        }
    }

    static Optional<LaunchedFleet> run(Ec2Gateway ec2, String fleet) {
        return run(ec2, fleet, () -> Termination.run(ec2, fleet));
    }

    private static Optional<LaunchedFleet> run(Ec2Gateway ec2, String fleet, Supplier<TerminationReport> terminator) {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        if (live.hosts().isEmpty()) {
            return Optional.empty();
        }
        Map<String, Ipv6Block> subnets = new HashMap<>();
        List<LaunchedHost> hosts = live.hosts().stream()
                .map(h -> h.launched(
                        h.plan(subnets.computeIfAbsent(h.subnetId(), id -> Surroundings.blockOf(ec2.subnet(id))))))
                .toList();
        LaunchReport report = ec2.report(0, hosts.size());
        return Optional.of(Maker.get().fleet(fleet, hosts, List.of(), report, terminator));
    }
}
