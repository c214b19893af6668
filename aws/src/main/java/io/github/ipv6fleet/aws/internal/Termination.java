package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

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

    /** Says what would be ended, and changes nothing. */
    public static TerminationPlan plan(Means means, String fleet) {
        try (Ec2Gateway ec2 = means.open()) {
            return new Termination(ec2, fleet).found().plan();
        }
    }

    static TerminationReport run(Ec2Gateway ec2, String fleet) {
        return new Termination(ec2, fleet).run();
    }

    /** What of a fleet is there. */
    private record Found(
            List<LiveHost> hosts,
            List<String> retained,
            List<String> reservations,
            List<String> ec2Fleets,
            List<String> templates) {
        List<String> instances() {
            return hosts.stream().map(LiveHost::instanceId).toList();
        }

        /** Those that go with their instance; what stays of them is waited for. */
        List<String> attached() {
            return hosts.stream()
                    .flatMap(host -> host.networkInterface().stream())
                    .map(InstanceNetworkInterface::networkInterfaceId)
                    .filter(id -> !retained.contains(id))
                    .toList();
        }

        TerminationPlan plan() {
            return Maker.get()
                    .terminationPlan(
                            instances(),
                            Stream.concat(attached().stream(), retained.stream())
                                    .toList(),
                            reservations,
                            ec2Fleets,
                            templates);
        }
    }

    private TerminationReport run() {
        Found found = found();
        Removal removal = new Removal(ec2);
        removal.ec2Fleets(found.ec2Fleets());
        removal.templates(found.templates());
        Terminate.all(
                ec2,
                found.hosts().stream()
                        .filter(LiveHost::isThere)
                        .map(LiveHost::instanceId)
                        .toList());
        Poll poll = new Poll(ec2);
        List<String> left = left(found);
        while (!left.isEmpty() && !poll.isOutOfPatience()) {
            poll.pause();
            left = left(found);
        }
        removal.interfaces(found.retained());
        removal.reservations(found.reservations());
        left.addAll(removal.left());
        Set<String> still = Set.copyOf(left);
        return Maker.get()
                .terminationReport(
                        found.instances().stream()
                                .filter(id -> !still.contains(id))
                                .toList(),
                        left);
    }

    private Found found() {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<LiveHost> all = live.instances();
        List<LiveHost> handed = live.handed(ec2);
        List<String> ec2Fleets = Handed.fleetsIfAllowed(ec2, fleet).stream()
                .map(FleetData::fleetId)
                .toList();
        Set<String> subnets = all.stream().map(LiveHost::subnetId).collect(Collectors.toCollection(LinkedHashSet::new));
        List<Retained> retained = RetainedInterfaces.read(ec2, fleet).all().toList();
        retained.forEach(one -> subnets.add(one.described().subnetId()));
        Reservation reservation = new Reservation(ec2, fleet);
        return new Found(
                Stream.concat(all.stream().filter(host -> !host.isTerminated()), handed.stream())
                        .toList(),
                retained.stream().map(Retained::id).toList(),
                subnets.stream()
                        .flatMap(id -> reservation.own(id).stream())
                        .map(SubnetCidrReservation::subnetCidrReservationId)
                        .toList(),
                ec2Fleets,
                ec2Fleets.isEmpty() ? List.of() : ec2.templates(HandedTemplate.prefix(fleet), fleet));
    }

    /** An interface that only carries our tag may be anybody's, and is not waited for. */
    private List<String> left(Found found) {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<String> left = Stream.concat(
                        live.instances().stream().filter(host -> !host.isTerminated()), live.handed(ec2).stream())
                .map(LiveHost::instanceId)
                .collect(Collectors.toCollection(ArrayList::new));
        for (List<String> some : Ec2Gateway.parts(found.attached())) {
            ec2.interfaces(List.of(Ec2Gateway.filter("network-interface-id", some.toArray(String[]::new)))).stream()
                    .map(NetworkInterface::networkInterfaceId)
                    .forEach(left::add);
        }
        return left;
    }
}
