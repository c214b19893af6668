package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.TerminationPlan;
import io.github.ipv6fleet.aws.TerminationReport;
import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

/**
 * Ends a fleet: what carries our tokens, and nothing else; then waits until it is gone. Asks for no more than the
 * tokens, so that a fleet in disorder can be ended too.
 */
public final class Termination {
    private final Ec2Gateway ec2;
    private final String fleet;
    private final Set<String> subnetIds;
    private final Removal removal;

    private Termination(Ec2Gateway ec2, String fleet, Collection<String> subnetIds) {
        this.ec2 = ec2;
        this.fleet = fleet;
        this.subnetIds = new TreeSet<>(subnetIds);
        this.removal = new Removal(ec2);
    }

    /**
     * Terminates with a gateway that lives as long as that.
     *
     * @param subnetIds where the fleet may have a reservation, beside where hosts of it are: as far as known
     */
    public static TerminationReport run(Means means, String fleet, Collection<String> subnetIds) {
        try (Ec2Gateway ec2 = means.open()) {
            return run(ec2, fleet, subnetIds);
        }
    }

    /** Says what would be ended, and changes nothing. */
    public static TerminationPlan plan(Means means, String fleet, Collection<String> subnetIds) {
        try (Ec2Gateway ec2 = means.open()) {
            return new Termination(ec2, fleet, subnetIds).found().plan();
        }
    }

    static TerminationReport run(Ec2Gateway ec2, String fleet) {
        return run(ec2, fleet, List.of());
    }

    static TerminationReport run(Ec2Gateway ec2, String fleet, Collection<String> subnetIds) {
        return new Termination(ec2, fleet, subnetIds).run();
    }

    /**
     * What of a fleet is there.
     *
     * @param unknown what EC2 launched with the fleet's tag, where nobody may see for whom
     */
    private record Found(
            List<LiveHost> hosts,
            List<String> retained,
            List<String> reservations,
            List<FleetData> ec2Fleets,
            List<LaunchTemplate> templates,
            List<Instance> unknown) {
        /** Those that go with their instance; what stays of them is waited for. */
        List<String> attached() {
            return hosts.stream()
                    .flatMap(host -> host.networkInterface().stream())
                    .map(InstanceNetworkInterface::networkInterfaceId)
                    .filter(id -> !retained.contains(id))
                    .toList();
        }

        /** The same without what is not ended. */
        Found without(Collection<LiveHost> kept) {
            List<LiveHost> ending =
                    hosts.stream().filter(host -> !kept.contains(host)).toList();
            return new Found(ending, retained, reservations, ec2Fleets, templates, unknown);
        }

        TerminationPlan plan() {
            return Maker.get()
                    .terminationPlan(
                            hosts.stream().map(LiveHost::instanceId).toList(),
                            Stream.concat(attached().stream(), retained.stream())
                                    .toList(),
                            reservations,
                            ec2Fleets.stream().map(FleetData::fleetId).toList(),
                            templates.stream()
                                    .map(LaunchTemplate::launchTemplateName)
                                    .toList());
        }
    }

    private TerminationReport run() {
        Found all = found();
        removal.ec2Fleets(all.ec2Fleets().stream().map(FleetData::fleetId).toList());
        Found found = all.without(kept(all));
        removal.templates(all.templates().stream()
                .map(LaunchTemplate::launchTemplateName)
                .filter(name -> !removal.isLeft(name))
                .toList());
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
        Set<String> still = Set.copyOf(left);
        left.addAll(removal.left());
        return Maker.get()
                .terminationReport(
                        found.hosts().stream()
                                .map(LiveHost::instanceId)
                                .filter(id -> !still.contains(id))
                                .toList(),
                        left);
    }

    /** Notes what is left as an EC2 Fleet is: hosts, which it would replace at once, and the template that it does so by. */
    private List<LiveHost> kept(Found all) {
        for (FleetData one : all.ec2Fleets()) {
            if (removal.isLeft(one.fleetId())) {
                all.templates().stream()
                        .filter(template -> Handed.launchesBy(one, template))
                        .forEach(template -> removal.leave(
                                template.launchTemplateName(), one.fleetId() + ", which is left, launches by it"));
            }
        }
        List<LiveHost> kept = all.hosts().stream().filter(this::isKept).toList();
        kept.forEach(host -> removal.leave(
                host.instanceId(),
                Handed.launchedBy(host.instance()).orElse("") + ", which is left, would replace it at once"));
        all.unknown()
                .forEach(one -> removal.leave(
                        one.instanceId(),
                        Handed.launchedBy(one).orElse("")
                                + " launched it, which cannot be seen to be ours; allow ec2:DescribeFleets"));
        return kept;
    }

    private boolean isKept(LiveHost host) {
        return Handed.launchedBy(host.instance()).filter(removal::isLeft).isPresent();
    }

    private Found found() {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<LiveHost> all = live.instances();
        List<LiveHost> handed = live.handed(ec2);
        Optional<List<FleetData>> ec2Fleets = Handed.fleetsIfAllowed(ec2, fleet);
        Set<String> subnets = new TreeSet<>(subnetIds);
        all.forEach(host -> subnets.add(host.subnetId()));
        handed.forEach(host -> subnets.add(host.instance().subnetId()));
        ec2Fleets.stream().flatMap(List::stream).flatMap(Handed::subnetIds).forEach(subnets::add);
        List<Retained> retained = RetainedInterfaces.read(ec2, fleet).all().toList();
        retained.forEach(one -> subnets.add(one.described().subnetId()));
        return new Found(
                Stream.concat(all.stream().filter(host -> !host.isTerminated()), handed.stream())
                        .toList(),
                retained.stream().map(Retained::id).toList(),
                subnets.stream().flatMap(this::reservations).toList(),
                ec2Fleets.orElse(List.of()),
                Handed.ifAllowed(() -> HandedTemplate.all(ec2, fleet)).orElse(List.of()),
                ec2Fleets.isPresent() ? List.of() : there(live.launchedByEc2()));
    }

    private List<Instance> there(List<Instance> instances) {
        return instances.stream()
                .filter(one -> LiveHost.ofEc2(fleet, one, 0).isThere())
                .toList();
    }

    /** A subnet that was deleted meanwhile took its reservations with it. */
    private Stream<String> reservations(String subnetId) {
        try {
            return new Reservation(ec2, fleet)
                    .own(subnetId).stream().map(SubnetCidrReservation::subnetCidrReservationId);
        } catch (FleetException e) {
            if (e.code().equals(Ec2Errors.SUBNET_NOT_FOUND)) {
                return Stream.empty();
            }
            throw e;
        }
    }

    /** An interface that only carries our tag may be anybody's, and is not waited for. */
    private List<String> left(Found found) {
        LiveFleet live = LiveFleet.read(ec2, fleet);
        List<String> left = new ArrayList<>();
        Stream.concat(live.instances().stream().filter(host -> !host.isTerminated()), live.handed(ec2).stream())
                .filter(host -> !isKept(host))
                .forEach(host -> left.add(host.instanceId()));
        ec2.interfacesBy("network-interface-id", found.attached()).stream()
                .map(NetworkInterface::networkInterfaceId)
                .forEach(left::add);
        return left;
    }
}
