package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.render.Exposure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Where packets of the subnets go that are for the world: through an internet gateway they come back, too. */
final class RouteCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.subnets().stream()
                .flatMap(subnet -> seen.routeTable(subnet).stream().flatMap(table -> of(seen, subnet, table)));
    }

    private static Stream<Finding> of(Seen seen, Subnet subnet, RouteTable table) {
        List<Route> defaults = table.routes().stream()
                .filter(route -> World.is(route.destinationIpv6CidrBlock()))
                .toList();
        if (defaults.isEmpty()) {
            // A prefix list may have everything in it.
            boolean unknown = table.routes().stream().anyMatch(route -> route.destinationPrefixListId() != null);
            return unknown
                    ? Stream.of()
                    : Stream.of(FindingKind.NO_DEFAULT_ROUTE.found(
                            "route table " + table.routeTableId(),
                            "has no route for ::/0, and subnet " + subnet.subnetId() + " uses it",
                            command("create-route", table, "::/0", seen)
                                    + "; or say accept(\"no-default-route\") if the fleet is for its VPC alone",
                            table.routeTableId(),
                            subnet.subnetId()));
        }
        return defaults.stream().flatMap(route -> of(seen, subnet, table, route));
    }

    private static Stream<Finding> of(Seen seen, Subnet subnet, RouteTable table, Route route) {
        String given = "route table " + table.routeTableId();
        String uses = ", and subnet " + subnet.subnetId() + " uses it";
        String replace = command("replace-route", table, route.destinationIpv6CidrBlock(), seen);
        if (Seen.isBlackhole(route)) {
            return Stream.of(FindingKind.DEFAULT_ROUTE_IS_BLACKHOLE.found(
                    given,
                    "its route for " + route.destinationIpv6CidrBlock() + " goes to what is gone" + uses,
                    replace,
                    table.routeTableId(),
                    subnet.subnetId()));
        }
        String egressOnly = route.egressOnlyInternetGatewayId();
        if (egressOnly != null) {
            return seen.settings().profile().exposure() == Exposure.EGRESS_ONLY
                    ? Stream.of()
                    : Stream.of(FindingKind.DEFAULT_ROUTE_IS_EGRESS_ONLY.found(
                            given,
                            "its route for " + route.destinationIpv6CidrBlock() + " goes to the egress-only "
                                    + egressOnly + uses,
                            replace + "; or say exposure(Exposure.EGRESS_ONLY)",
                            table.routeTableId(),
                            subnet.subnetId()));
        }
        if (Objects.requireNonNullElse(route.gatewayId(), "").startsWith("igw-")) {
            return Stream.of();
        }
        return Stream.of(FindingKind.DEFAULT_ROUTE_IS_NOT_AN_INTERNET_GATEWAY.found(
                given,
                "its route for " + route.destinationIpv6CidrBlock() + " goes to no internet gateway" + uses,
                replace + "; if containers are to be reached without what stands between",
                table.routeTableId(),
                subnet.subnetId()));
    }

    private static String command(String verb, RouteTable table, String block, Seen seen) {
        return "aws ec2 " + verb + " --route-table-id " + table.routeTableId() + " --destination-ipv6-cidr-block "
                + block + " --gateway-id " + seen.internetGateway(table.vpcId());
    }
}
