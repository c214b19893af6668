package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

/**
 * Where a fleet would live, as EC2 says at this moment.
 *
 * @param subnets their state, without what the fleet's own hosts hold; without what anybody holds where EC2 chooses
 * @param limits of the instance types, the first being the one that is wanted most
 * @param alternatives types of the same family, if a type does not do
 * @param inMotion the instances of interfaces with the fleet's tag that belong to no host that is there: it ends, or another
 *     run has just launched it; empty text for an interface that is attached to none
 * @param retained the fleet's own interfaces that stay when an instance goes
 * @param architectures that all the instance types have, such as {@code x86_64}
 * @param described the subnets as EC2 describes them
 * @param types the instance types as EC2 describes them
 */
record Surroundings(
        List<SubnetSnapshot> subnets,
        String vpcId,
        List<InterfaceLimits> limits,
        List<InterfaceLimits> alternatives,
        Set<String> inMotion,
        RetainedInterfaces retained,
        Set<String> architectures,
        List<Subnet> described,
        List<InstanceTypeInfo> types) {

    private static final Set<SubnetCidrBlockStateCode> NOT_THERE = EnumSet.of(
            SubnetCidrBlockStateCode.ASSOCIATING,
            SubnetCidrBlockStateCode.FAILING,
            SubnetCidrBlockStateCode.FAILED,
            SubnetCidrBlockStateCode.DISASSOCIATING,
            SubnetCidrBlockStateCode.DISASSOCIATED);

    /**
     * Reads.
     *
     * @param live the hosts to be planned, whose addresses are not in the way of their own plan
     * @param others hosts of the fleet that are left as they are
     */
    static Surroundings read(
            Ec2Gateway ec2, FleetSettings settings, Collection<LiveHost> live, Collection<LiveHost> others) {
        List<Subnet> subnets = ec2.subnets(settings.subnetIds());
        List<InstanceTypeInfo> types = ec2.instanceTypes(settings.instanceTypes());
        Map<String, SubnetSnapshot.Builder> snapshots = new HashMap<>();
        Map<String, Ipv6Block> blocks = new HashMap<>();
        for (Subnet subnet : subnets) {
            Ipv6Block block = blockOf(subnet);
            blocks.put(subnet.subnetId(), block);
            snapshots.put(
                    subnet.subnetId(),
                    SubnetSnapshot.builder(subnet.subnetId(), block)
                            .availabilityZone(Objects.requireNonNullElse(subnet.availabilityZone(), "")));
        }
        Set<String> inMotion = Set.of();
        RetainedInterfaces retained = RetainedInterfaces.NONE;
        if (!settings.blockSource().isChosenByEc2()) {
            List<NetworkInterface> held = ec2.interfacesBy("subnet-id", settings.subnetIds());
            retained = RetainedInterfaces.of(settings.name(), held);
            inMotion = record(settings, holders(live), holders(others), retained, held, blocks, snapshots);
            snapshots.forEach(
                    (id, snapshot) -> ec2.ipv6Reservations(id).forEach(r -> snapshot.reservation(reservation(r))));
        }
        List<InterfaceLimits> limits = types.stream().map(Surroundings::limits).toList();
        boolean fits = limits.stream().allMatch(one -> one.carries(settings.blockSource()));
        return new Surroundings(
                subnets.stream()
                        .flatMap(s -> Optional.ofNullable(snapshots.get(s.subnetId())).stream())
                        .map(SubnetSnapshot.Builder::build)
                        .toList(),
                vpcOf(subnets),
                limits,
                fits ? List.of() : family(ec2, types.get(0)),
                inMotion,
                retained,
                architectures(types),
                subnets,
                types);
    }

    /** Notes what others hold. Returns who of them has the fleet's tag, and is none of its hosts. */
    private static Set<String> record(
            FleetSettings settings,
            Set<String> own,
            Set<String> others,
            RetainedInterfaces retained,
            List<NetworkInterface> interfaces,
            Map<String, Ipv6Block> blocks,
            Map<String, SubnetSnapshot.Builder> snapshots) {
        Set<Ipv6Block> inUse = new HashSet<>();
        Set<String> inMotion = new HashSet<>();
        for (NetworkInterface held : interfaces) {
            String holder = held.attachment() == null
                    ? ""
                    : String.valueOf(held.attachment().instanceId());
            String id = held.networkInterfaceId();
            boolean planned = own.contains(holder) || own.contains(id);
            boolean left = others.contains(holder) || others.contains(id);
            if (left || (!planned && !retained.has(id))) {
                SubnetSnapshot.Builder snapshot = snapshots.get(held.subnetId());
                Ipv6Block block = blocks.get(held.subnetId());
                if (snapshot == null || block == null) {
                    continue; // of another subnet, which was not asked for
                }
                heldIn(block, held).filter(inUse::add).forEach(part -> snapshot.inUse(part, id));
                if (!left && held.tagSet().contains(Tags.tag(FleetIdentity.FLEET, settings.name()))) {
                    inMotion.add(holder);
                }
            }
        }
        return inMotion;
    }

    private static Set<String> holders(Collection<LiveHost> hosts) {
        return hosts.stream()
                .flatMap(host -> Stream.concat(
                        Stream.of(host.instanceId()),
                        host.networkInterface().stream().map(InstanceNetworkInterface::networkInterfaceId)))
                .collect(Collectors.toSet());
    }

    /** The state of the subnet of that id. */
    SubnetSnapshot subnet(String id) {
        return subnets.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(id + " is none of " + subnets));
    }

    private static String vpcOf(List<Subnet> subnets) {
        Set<String> vpcs = subnets.stream().map(Subnet::vpcId).collect(Collectors.toCollection(LinkedHashSet::new));
        if (vpcs.size() > 1) {
            throw new PlanException(List.of(new SpecProblem(
                    "the subnets",
                    "are in " + String.join(" and ", vpcs) + ", and a security group is in one VPC",
                    "choose subnets of one VPC, or launch a fleet in each")));
        }
        return vpcs.iterator().next();
    }

    static Set<String> architectures(List<InstanceTypeInfo> types) {
        Set<String> all = architecturesInCommon(types);
        if (all.isEmpty()) {
            throw new PlanException(List.of(new SpecProblem(
                    "instance types "
                            + types.stream()
                                    .map(InstanceTypeInfo::instanceTypeAsString)
                                    .collect(Collectors.joining(", ")),
                    "have no processor architecture in common, and hosts are of one image",
                    "choose types of one architecture, or launch a fleet of each")));
        }
        return all;
    }

    /** The same; none if they have none in common. */
    static Set<String> architecturesInCommon(List<InstanceTypeInfo> types) {
        Set<String> all = null;
        for (InstanceTypeInfo type : types) {
            Set<String> its = new HashSet<>(type.processorInfo().supportedArchitecturesAsStrings());
            if (all != null) {
                its.retainAll(all);
            }
            all = its;
        }
        return all == null ? Set.of() : Set.copyOf(all);
    }

    private static CidrReservation reservation(SubnetCidrReservation r) {
        return CidrReservation.of(
                r.subnetCidrReservationId(),
                Ipv6Block.parse(r.cidr()),
                r.reservationType() == SubnetCidrReservationType.PREFIX
                        ? CidrReservation.Type.PREFIX
                        : CidrReservation.Type.EXPLICIT);
    }

    /** What an interface has of the block; of one that the subnet had before it may still have addresses. */
    private static Stream<Ipv6Block> heldIn(Ipv6Block block, NetworkInterface held) {
        return Stream.concat(
                        held.ipv6Addresses().stream()
                                .map(a -> new Ipv6Block(Ipv6Address.parse(a.ipv6Address()), Ipv6Block.BITS)),
                        held.ipv6Prefixes().stream().map(p -> Ipv6Block.parse(p.ipv6Prefix())))
                .filter(block::contains);
    }

    /** The types that somebody who wants this one may want instead, small ones first. */
    static List<InterfaceLimits> family(Ec2Gateway ec2, InstanceTypeInfo type) {
        String name = type.instanceTypeAsString();
        return ec2.instanceTypesLike(name.substring(0, name.indexOf('.')) + ".*").stream()
                .sorted(Comparator.comparing(one -> one.memoryInfo().sizeInMiB()))
                .map(Surroundings::limits)
                .toList();
    }

    /** The block of the subnet that can be used now. A state that nobody knows, as moto says one, is not held against it. */
    static Ipv6Block blockOf(Subnet subnet) {
        return subnet.ipv6CidrBlockAssociationSet().stream()
                .filter(a -> a.ipv6CidrBlockState() == null
                        || !NOT_THERE.contains(a.ipv6CidrBlockState().state()))
                .map(SubnetIpv6CidrBlockAssociation::ipv6CidrBlock)
                .map(Ipv6Block::parse)
                .findFirst()
                .orElseThrow(() -> new PlanException(List.of(new SpecProblem(
                        "subnet " + subnet.subnetId(),
                        "has no IPv6 block",
                        "associate one (aws ec2 associate-subnet-cidr-block), or choose another subnet"))));
    }

    static InterfaceLimits limits(InstanceTypeInfo type) {
        boolean ipv6 = Boolean.TRUE.equals(type.networkInfo().ipv6Supported());
        boolean nitro = type.hypervisor() == InstanceTypeHypervisor.NITRO || Boolean.TRUE.equals(type.bareMetal());
        return InterfaceLimits.of(
                type.instanceTypeAsString(), ipv6 ? type.networkInfo().ipv6AddressesPerInterface() : 0, nitro);
    }
}
