package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

/**
 * Where a fleet would live, as EC2 says at this moment.
 *
 * @param subnet its state, without what the fleet's own hosts hold
 * @param limits of the instance type
 * @param alternatives types of the same family, if the type does not do
 * @param inMotion whether an interface with the fleet's tag belongs to no host that is there: one that ends, or one that
 *     another run has just launched
 * @param architectures of the instance type, such as {@code x86_64}
 */
record Surroundings(
        SubnetSnapshot subnet,
        String vpcId,
        InterfaceLimits limits,
        List<InterfaceLimits> alternatives,
        boolean inMotion,
        Set<String> architectures) {

    static Surroundings read(Ec2Gateway ec2, FleetSettings settings, LiveFleet live) {
        Subnet subnet = ec2.subnet(settings.subnetId());
        InstanceTypeInfo type = ec2.instanceType(settings.instanceType());
        Ipv6Block block = blockOf(subnet);
        SubnetSnapshot.Builder snapshot = SubnetSnapshot.builder(subnet.subnetId(), block)
                .availabilityZone(Objects.requireNonNullElse(subnet.availabilityZone(), ""));
        Set<String> own = live.hosts().stream()
                .flatMap(host -> Stream.concat(
                        Stream.of(host.instanceId()),
                        host.networkInterface().stream().map(InstanceNetworkInterface::networkInterfaceId)))
                .collect(Collectors.toSet());
        Set<Ipv6Block> inUse = new HashSet<>();
        boolean inMotion = false;
        for (NetworkInterface held : ec2.interfaces(List.of(Ec2Gateway.filter("subnet-id", subnet.subnetId())))) {
            String holder = held.attachment() == null
                    ? ""
                    : String.valueOf(held.attachment().instanceId());
            if (!own.contains(holder) && !own.contains(held.networkInterfaceId())) {
                heldIn(block, held).filter(inUse::add).forEach(part -> snapshot.inUse(part, held.networkInterfaceId()));
                inMotion |= held.tagSet().stream()
                        .anyMatch(tag -> tag.key().equals(FleetIdentity.FLEET)
                                && settings.name().equals(tag.value()));
            }
        }
        ec2.ipv6Reservations(subnet.subnetId())
                .forEach(r -> snapshot.reservation(CidrReservation.of(
                        r.subnetCidrReservationId(),
                        Ipv6Block.parse(r.cidr()),
                        r.reservationType() == SubnetCidrReservationType.PREFIX
                                ? CidrReservation.Type.PREFIX
                                : CidrReservation.Type.EXPLICIT)));
        InterfaceLimits limits = limits(type);
        return new Surroundings(
                snapshot.build(),
                subnet.vpcId(),
                limits,
                limits.carries(settings.blockSource()) ? List.of() : family(ec2, type),
                inMotion,
                Set.copyOf(type.processorInfo().supportedArchitecturesAsStrings()));
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
    private static List<InterfaceLimits> family(Ec2Gateway ec2, InstanceTypeInfo type) {
        String name = type.instanceTypeAsString();
        return ec2.instanceTypesLike(name.substring(0, name.indexOf('.')) + ".*").stream()
                .sorted(Comparator.comparing(one -> one.memoryInfo().sizeInMiB()))
                .map(Surroundings::limits)
                .toList();
    }

    /** The block of the subnet that can be used now. */
    static Ipv6Block blockOf(Subnet subnet) {
        return subnet.ipv6CidrBlockAssociationSet().stream()
                .filter(a -> a.ipv6CidrBlockState() == null
                        || a.ipv6CidrBlockState().state() == SubnetCidrBlockStateCode.ASSOCIATED)
                .map(SubnetIpv6CidrBlockAssociation::ipv6CidrBlock)
                .map(Ipv6Block::parse)
                .findFirst()
                .orElseThrow(() -> new PlanException(List.of(new SpecProblem(
                        "subnet " + subnet.subnetId(),
                        "has no IPv6 block",
                        "associate one (aws ec2 associate-subnet-cidr-block), or choose another subnet"))));
    }

    private static InterfaceLimits limits(InstanceTypeInfo type) {
        boolean ipv6 = Boolean.TRUE.equals(type.networkInfo().ipv6Supported());
        boolean nitro = type.hypervisor() == InstanceTypeHypervisor.NITRO || Boolean.TRUE.equals(type.bareMetal());
        return InterfaceLimits.of(
                type.instanceTypeAsString(), ipv6 ? type.networkInfo().ipv6AddressesPerInterface() : 0, nitro);
    }
}
