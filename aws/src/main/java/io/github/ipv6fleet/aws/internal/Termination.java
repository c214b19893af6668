package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.TerminationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Ends a fleet: what carries our tokens, and nothing else; then waits until it is gone. Asks for no more than the
 * tokens, so that a fleet in disorder can be ended too.
 */
public final class Termination {
    private final Ec2Gateway ec2;
    private final String fleet;

    private Termination(Ec2Gateway ec2, String fleet) {
        this.ec2 = ec2;
        this.fleet = fleet;
    }

    /** Terminates with a gateway that lives as long as that. */
    public static TerminationReport run(Means means, String fleet) {
        try (Ec2Gateway ec2 = means.open()) {
            return run(ec2, fleet);
        }
    }

    static TerminationReport run(Ec2Gateway ec2, String fleet) {
        return new Termination(ec2, fleet).run();
    }

    private TerminationReport run() {
        List<LiveHost> there = notTerminated();
        Terminate.all(
                ec2,
                there.stream()
                        .filter(LiveHost::isThere)
                        .map(LiveHost::instanceId)
                        .toList());
        List<String> interfaces = there.stream()
                .flatMap(host -> host.networkInterface().stream())
                .map(InstanceNetworkInterface::networkInterfaceId)
                .toList();
        Poll poll = new Poll(ec2);
        List<String> left = left(interfaces);
        while (!left.isEmpty() && !poll.isOutOfPatience()) {
            poll.pause();
            left = left(interfaces);
        }
        Set<String> still = Set.copyOf(left);
        return Maker.get()
                .terminationReport(
                        there.stream()
                                .map(LiveHost::instanceId)
                                .filter(id -> !still.contains(id))
                                .toList(),
                        left);
    }

    private List<LiveHost> notTerminated() {
        return LiveFleet.read(ec2, fleet).instances().stream()
                .filter(host -> !host.isTerminated())
                .toList();
    }

    /** An interface that only carries our tag may be anybody's, and is not waited for. */
    private List<String> left(List<String> interfaces) {
        List<String> left =
                notTerminated().stream().map(LiveHost::instanceId).collect(Collectors.toCollection(ArrayList::new));
        for (int from = 0; from < interfaces.size(); from += Ec2Gateway.FILTER_VALUES) {
            int to = Math.min(from + Ec2Gateway.FILTER_VALUES, interfaces.size());
            String[] some = interfaces.subList(from, to).toArray(String[]::new);
            ec2.interfaces(List.of(Ec2Gateway.filter("network-interface-id", some))).stream()
                    .map(NetworkInterface::networkInterfaceId)
                    .forEach(left::add);
        }
        return left;
    }
}
