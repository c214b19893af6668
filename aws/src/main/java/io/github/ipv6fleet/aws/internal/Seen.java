package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.InterfaceLimits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * What a preflight has read of EC2, for {@link Check}s to judge. What is absent could not be read, or was not asked for,
 * and nothing is said of it.
 *
 * @param alternatives types of the same family, where the types named do not do
 * @param newInterfaces how many network interfaces there will be besides those that are there
 * @param groups those of the groups asked for that EC2 knows
 * @param images the one that hosts would get, or none
 * @param routeTables of the VPC
 * @param acls those of the subnets
 * @param keyPair those that have the name asked for: one, or none
 * @param interfaces how many there are in the Region
 */
record Seen(
        FleetSettings settings,
        List<Subnet> subnets,
        List<InstanceTypeInfo> types,
        List<InterfaceLimits> alternatives,
        int newInterfaces,
        Optional<List<SecurityGroup>> groups,
        Optional<List<Image>> images,
        Optional<List<RouteTable>> routeTables,
        Optional<List<NetworkAcl>> acls,
        Optional<List<KeyPairInfo>> keyPair,
        OptionalInt interfaces) {

    /** The ground alone: where hosts would be, and of what types. */
    static Seen ground(
            FleetSettings settings,
            List<Subnet> subnets,
            List<InstanceTypeInfo> types,
            List<InterfaceLimits> alternatives) {
        return new Seen(
                settings,
                subnets,
                types,
                alternatives,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    /** The image, where there has to be one. */
    Image image() {
        return images.orElse(List.of()).stream()
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("there is no image, which the preflight lets nobody past"));
    }

    /** The table that a subnet uses: its own, or else the main one of its VPC. */
    Optional<RouteTable> routeTable(Subnet subnet) {
        List<RouteTable> all = routeTables.orElse(List.of());
        return all.stream()
                .filter(table -> table.associations().stream()
                        .anyMatch(one -> subnet.subnetId().equals(one.subnetId())))
                .findFirst()
                .or(() -> all.stream()
                        .filter(table -> subnet.vpcId().equals(table.vpcId()))
                        .filter(table -> table.associations().stream().anyMatch(one -> Boolean.TRUE.equals(one.main())))
                        .findFirst());
    }

    /** What the commands of a remedy name: the internet gateway that a route of the VPC names, or the form of such an id. */
    String internetGateway(String vpcId) {
        return routeTables.orElse(List.of()).stream()
                .filter(table -> vpcId.equals(table.vpcId()))
                .flatMap(table -> table.routes().stream())
                .filter(route -> !isBlackhole(route))
                .map(Route::gatewayId)
                .filter(id -> id != null && id.startsWith("igw-"))
                .findFirst()
                .orElse("igw-...");
    }

    static boolean isBlackhole(Route route) {
        return "blackhole".equals(route.stateAsString());
    }
}
