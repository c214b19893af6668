package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Gateway;
import io.github.ipv6fleet.ec2sim.internal.model.RouteTable;
import io.github.ipv6fleet.ec2sim.internal.model.RouteTable.Association;
import io.github.ipv6fleet.ec2sim.internal.model.RouteTable.Route;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Route tables: made, given to subnets, shown. */
final class RouteTableActions {
    private static final Filters<RouteTable> FILTERS = new Filters<RouteTable>()
            .on("route-table-id", RouteTable::id)
            .on("vpc-id", each -> each.vpc().id())
            .on("owner-id", each -> World.OWNER)
            .on("association.main", RouteTable::main)
            .on("association.route-table-id", each -> hasAssociation(each) ? each.id() : null)
            .onWorld(
                    "association.subnet-id",
                    (world, each) -> associations(world, each).stream()
                            .map(Association::subnetId)
                            .toList())
            .onWorld(
                    "association.route-table-association-id",
                    (world, each) -> associations(world, each).stream()
                            .map(Association::id)
                            .toList())
            .on("route.destination-cidr-block", routes(route -> route.isIpv6() ? "" : route.destination()))
            .on("route.destination-ipv6-cidr-block", routes(route -> route.isIpv6() ? route.destination() : ""))
            .on("route.gateway-id", routes(route -> route.target().startsWith("eigw-") ? "" : route.target()))
            .on(
                    "route.egress-only-internet-gateway-id",
                    routes(route -> route.target().startsWith("eigw-") ? route.target() : ""))
            .on("route.origin", routes(Route::origin))
            .tags(RouteTable::id);

    private RouteTableActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("AssociateRouteTable", RouteTableActions::associate);
        actions.put("CreateRouteTable", RouteTableActions::create);
        actions.put("DeleteRouteTable", RouteTableActions::delete);
        actions.put("DisassociateRouteTable", RouteTableActions::disassociate);
        actions.put("DescribeRouteTables", RouteTableActions::describe);
    }

    private static boolean hasAssociation(RouteTable table) {
        return table.main() || !table.associations().isEmpty();
    }

    private static Function<RouteTable, List<String>> routes(Function<Route, String> value) {
        return table -> table.routes().stream().map(value).toList();
    }

    /** An association goes with its subnet. */
    private static List<Association> associations(World world, RouteTable table) {
        table.associations().removeIf(each -> !world.subnets().containsKey(each.subnetId()));
        return table.associations();
    }

    static RouteTable find(World world, String id) {
        RouteTable table = world.routing().tables().get(id);
        if (table == null) { // (D)
            throw Ec2Error.noSuch("InvalidRouteTableID.NotFound", "routeTable ID", id);
        }
        return table;
    }

    private static Action.Effect create(Params params) {
        String vpcId = params.required("VpcId");
        String token = params.optional("ClientToken");
        TagSpecifications tags = TagSpecifications.read(params, "route-table");
        return (world, answer) -> {
            RouteTable made = world.tokens().once("CreateRouteTable", token, params.asMap(), RouteTable.class, () -> {
                RouteTable each = world.routing().createTable(world, Finder.vpc(world, vpcId));
                tags.apply(world, "route-table", each.id());
                return each;
            });
            answer.element("routeTable", xml -> write(xml, world, made)).value("clientToken", token);
        };
    }

    private static Action.Effect associate(Params params) {
        String id = params.required("RouteTableId");
        String subnetId = params.required("SubnetId");
        params.refuse("GatewayId");
        return (world, answer) -> {
            RouteTable table = find(world, id);
            Subnet subnet = Finder.subnet(world, subnetId);
            if (!subnet.vpc().id().equals(table.vpc().id())) {
                throw Ec2Error.invalidValue(
                        "route table " + id + " and subnet " + subnetId + " belong to different networks");
            }
            for (RouteTable other : world.routing().tables().values()) {
                if (other.associations().stream()
                        .anyMatch(each -> each.subnetId().equals(subnetId))) { // (D)
                    throw Ec2Error.refused(
                            "Resource.AlreadyAssociated",
                            "the specified association for route table " + id
                                    + " conflicts with an existing association");
                }
            }
            Association made = new Association(world.ids().next("rtbassoc"), subnetId);
            table.associations().add(made);
            answer.value("associationId", made.id())
                    .element("associationState", state -> state.value("state", "associated"));
        };
    }

    private static Action.Effect disassociate(Params params) {
        String id = params.required("AssociationId");
        return (world, answer) -> {
            for (RouteTable table : world.routing().tables().values()) {
                if (table.main() && table.mainAssociationId().equals(id)) { // EC2 User Guide: the main one cannot be
                    throw Ec2Error.invalidValue("cannot disassociate the main route table association " + id);
                }
                if (table.associations().removeIf(each -> each.id().equals(id))) {
                    answer.value("return", true);
                    return;
                }
            }
            throw Ec2Error.noSuch("InvalidAssociationID.NotFound", "association ID", id); // (D)
        };
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("RouteTableId");
        return (world, answer) -> {
            RouteTable table = find(world, id);
            if (table.main() || !associations(world, table).isEmpty()) { // (D)
                throw Ec2Error.dependency("routeTable", id);
            }
            world.routing().tables().remove(id);
            world.tags().removeAll(id);
            answer.value("return", true);
        };
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("RouteTableId");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty(), 100, 100);
        return (world, answer) -> {
            ids.forEach(id -> find(world, id));
            var cut = page.of(
                    world.routing().tables().values().stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    RouteTable::order);
            answer.list("routeTableSet", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, RouteTable table) {
        List<Association> all = new ArrayList<>(associations(world, table));
        if (table.main()) {
            all.add(0, new Association(table.mainAssociationId(), ""));
        }
        xml.value("routeTableId", table.id())
                .value("vpcId", table.vpc().id())
                .value("ownerId", World.OWNER)
                .list("routeSet", table.routes(), (item, route) -> write(item, world, table, route))
                .list(
                        "associationSet",
                        all,
                        (item, each) -> item.value("routeTableAssociationId", each.id())
                                .value("routeTableId", table.id())
                                .value("subnetId", each.subnetId().isEmpty() ? null : each.subnetId())
                                .value("main", each.subnetId().isEmpty())
                                .element("associationState", state -> state.value("state", "associated")))
                .values("propagatingVgwSet", List.of());
        TagSpecifications.write(xml, world, table.id());
    }

    private static void write(Xml xml, World world, RouteTable table, Route route) {
        Gateway gateway = world.routing().gateways().get(route.target());
        boolean works = route.isLocal() || (gateway != null && table.vpc().id().equals(gateway.vpcId()));
        boolean egressOnly = gateway != null && gateway.egressOnly();
        xml.value(route.isIpv6() ? "destinationIpv6CidrBlock" : "destinationCidrBlock", route.destination())
                .value(egressOnly ? "egressOnlyInternetGatewayId" : "gatewayId", route.target())
                .value("state", works ? "active" : "blackhole")
                .value("origin", route.origin());
    }
}
