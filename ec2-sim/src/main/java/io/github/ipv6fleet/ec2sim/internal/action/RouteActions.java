package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Gateway;
import io.github.ipv6fleet.ec2sim.internal.model.RouteTable;
import io.github.ipv6fleet.ec2sim.internal.model.RouteTable.Route;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CreateRoute, ReplaceRoute, DeleteRoute, to internet gateways of both kinds. */
final class RouteActions {
    private RouteActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateRoute", params -> put(params, false));
        actions.put("DeleteRoute", RouteActions::delete);
        actions.put("ReplaceRoute", params -> put(params, true));
    }

    private static Action.Effect put(Params params, boolean replace) {
        String id = params.required("RouteTableId");
        String destination = destination(params);
        String gatewayId = params.optional("GatewayId");
        String egressOnlyId = params.optional("EgressOnlyInternetGatewayId");
        params.refuse(
                "CarrierGatewayId",
                "CoreNetworkArn",
                "InstanceId",
                "LocalGatewayId",
                "LocalTarget",
                "NatGatewayId",
                "NetworkInterfaceId",
                "OdbNetworkArn",
                "TransitGatewayId",
                "VpcEndpointId",
                "VpcPeeringConnectionId");
        if (gatewayId != null && egressOnlyId != null) {
            throw Ec2Error.invalidCombination("A route has one target: gatewayId or egressOnlyInternetGatewayId");
        }
        if (egressOnlyId != null && !destination.contains(":")) {
            throw Ec2Error.invalidCombination("An egress-only internet gateway takes IPv6 destinations only");
        }
        String target = gatewayId == null ? egressOnlyId : gatewayId;
        if (target == null) {
            throw Ec2Error.missingParameter("gatewayId");
        }
        return (world, answer) -> {
            RouteTable table = RouteTableActions.find(world, id);
            checkTarget(world, table, target, egressOnlyId != null);
            Route old = find(table, destination);
            Route made = new Route(destination, target, "CreateRoute");
            if (replace) {
                table.routes().set(table.routes().indexOf(changeable(old, table, destination)), made);
            } else if (old != null) { // (D)
                throw Ec2Error.refused(
                        "RouteAlreadyExists", "The route identified by " + destination + " already exists.");
            } else {
                table.routes().add(made);
            }
            answer.value("return", true);
        };
    }

    private static void checkTarget(World world, RouteTable table, String id, boolean egressOnly) {
        Gateway gateway = world.routing().gateways().get(id);
        if (gateway == null || gateway.egressOnly() != egressOnly) { // (D) InvalidGatewayID.NotFound
            throw egressOnly
                    ? GatewayActions.noSuchEgressOnly(id)
                    : Ec2Error.noSuch("InvalidGatewayID.NotFound", "gateway ID", id);
        }
        if (!table.vpc().id().equals(gateway.vpcId())) {
            throw Ec2Error.assumed(
                    AssumedCode.FOREIGN_GATEWAY,
                    "route table " + table.id() + " and network gateway " + id + " belong to different networks");
        }
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("RouteTableId");
        String destination = destination(params);
        return (world, answer) -> {
            RouteTable table = RouteTableActions.find(world, id);
            table.routes().remove(changeable(find(table, destination), table, destination));
            answer.value("return", true);
        };
    }

    private static Route changeable(@Nullable Route route, RouteTable table, String destination) {
        if (route == null) { // (D)
            throw Ec2Error.refused(
                    "InvalidRoute.NotFound",
                    "no route with destination-cidr-block " + destination + " in route table " + table.id());
        }
        if (route.isLocal()) {
            throw Ec2Error.invalidValue("cannot remove local route " + destination + " in route table " + table.id());
        }
        return route;
    }

    private static @Nullable Route find(RouteTable table, String destination) {
        Optional<Route> found = table.routes().stream()
                .filter(each -> each.destination().equals(destination))
                .findFirst();
        return found.orElse(null);
    }

    /** Reads the one destination, in EC2's spelling. */
    private static String destination(Params params) {
        params.refuse("DestinationPrefixListId");
        String ipv4 = params.optional("DestinationCidrBlock");
        String ipv6 = params.optional("DestinationIpv6CidrBlock");
        if (ipv4 != null && ipv6 != null) {
            throw Ec2Error.invalidCombination(
                    "destinationCidrBlock and destinationIpv6CidrBlock may not be specified on the same request");
        }
        if (ipv4 == null && ipv6 == null) {
            throw Ec2Error.missingParameter("destinationCidrBlock");
        }
        Object block = ipv6 != null ? Ipv6Block.parse(ipv6) : Ipv4Block.parse(String.valueOf(ipv4));
        if (block == null) {
            throw Ec2Error.invalidValue(
                    ipv6 == null ? "destinationCidrBlock" : "destinationIpv6CidrBlock",
                    String.valueOf(ipv6 == null ? ipv4 : ipv6));
        }
        return block.toString();
    }
}
