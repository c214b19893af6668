package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.PlanException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hosts of a fleet beside those that an operation was about. */
final class Neighbours {
    private Neighbours() {}

    /** Returns what an operation led to with the other hosts, as EC2 shows them; one that cannot be read is a failure. */
    static Launch.Result added(Ec2Gateway ec2, String fleet, Launch.Result some) {
        Set<String> known = Stream.concat(
                        some.hosts().stream().map(LaunchedHost::name),
                        some.failures().stream().map(HostFailure::host))
                .collect(Collectors.toSet());
        List<LaunchedHost> hosts = new ArrayList<>(some.hosts());
        List<HostFailure> failures = new ArrayList<>(some.failures());
        Function<LiveHost, LaunchedHost> reader = Search.reader(ec2);
        for (LiveHost host : LiveFleet.read(ec2, fleet).hosts()) {
            String name = host.nameOrNumber();
            if (!known.contains(name)) {
                try {
                    hosts.add(reader.apply(host));
                } catch (FleetException e) {
                    if (Ec2Errors.isInterruption(e)) {
                        throw e;
                    }
                    failures.add(unread(name, e, e.code(), e.requestId()));
                } catch (PlanException e) {
                    failures.add(unread(name, e, "", ""));
                }
            }
        }
        hosts.sort(Comparator.comparing(LaunchedHost::index));
        return new Launch.Result(hosts, failures, some.report());
    }

    private static HostFailure unread(String host, RuntimeException why, String code, String requestId) {
        return Maker.get().failure(host, "read", String.valueOf(why.getMessage()), code, requestId);
    }
}
