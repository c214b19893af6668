package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Gateway;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Internet gateways and egress-only internet gateways. */
final class GatewayActions {
    private static final Filters<Gateway> FILTERS = new Filters<Gateway>()
            .on("internet-gateway-id", Gateway::id)
            .on("owner-id", each -> World.OWNER)
            .on("attachment.vpc-id", Gateway::vpcId)
            .on("attachment.state", each -> each.vpcId() == null ? null : "available")
            .tags(Gateway::id);

    /** EC2 API reference: DescribeEgressOnlyInternetGateways has filters on tags alone. */
    private static final Filters<Gateway> EGRESS_ONLY_FILTERS = new Filters<Gateway>().tags(Gateway::id);

    private GatewayActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("AttachInternetGateway", GatewayActions::attach);
        actions.put("CreateEgressOnlyInternetGateway", GatewayActions::createEgressOnly);
        actions.put("CreateInternetGateway", GatewayActions::create);
        actions.put("DeleteEgressOnlyInternetGateway", params -> delete(params, true));
        actions.put("DeleteInternetGateway", params -> delete(params, false));
        actions.put("DescribeEgressOnlyInternetGateways", params -> describe(params, true));
        actions.put("DescribeInternetGateways", params -> describe(params, false));
        actions.put("DetachInternetGateway", GatewayActions::detach);
    }

    /** (D) */
    static Ec2Error noSuchEgressOnly(String id) {
        return Ec2Error.noSuch("InvalidEgressOnlyInternetGatewayId.NotFound", "egressOnlyInternetGateway ID", id);
    }

    private static Gateway find(World world, String id, boolean egressOnly) {
        Gateway gateway = world.routing().gateways().get(id);
        if (gateway == null || gateway.egressOnly() != egressOnly) {
            throw egressOnly
                    ? noSuchEgressOnly(id)
                    : Ec2Error.noSuch("InvalidInternetGatewayID.NotFound", "internetGateway ID", id); // (D)
        }
        return gateway;
    }

    private static Action.Effect create(Params params) {
        TagSpecifications tags = TagSpecifications.read(params, "internet-gateway");
        return (world, answer) -> {
            Gateway made = world.routing().createGateway(world, false, null);
            tags.apply(world, "internet-gateway", made.id());
            answer.element("internetGateway", xml -> write(xml, world, made));
        };
    }

    private static Action.Effect createEgressOnly(Params params) {
        String vpcId = params.required("VpcId");
        String token = params.optional("ClientToken");
        TagSpecifications tags = TagSpecifications.read(params, "egress-only-internet-gateway");
        return (world, answer) -> {
            Gateway made = world.tokens()
                    .once("CreateEgressOnlyInternetGateway", token, params.asMap(), Gateway.class, () -> {
                        Gateway each = world.routing()
                                .createGateway(
                                        world, true, Finder.vpc(world, vpcId).id());
                        tags.apply(world, "egress-only-internet-gateway", each.id());
                        return each;
                    });
            answer.value("clientToken", token).element("egressOnlyInternetGateway", xml -> write(xml, world, made));
        };
    }

    private static Action.Effect attach(Params params) {
        String id = params.required("InternetGatewayId");
        String vpcId = params.required("VpcId");
        return (world, answer) -> {
            Gateway gateway = find(world, id, false);
            Finder.vpc(world, vpcId);
            if (gateway.vpcId() != null) { // (D)
                throw Ec2Error.refused(
                        "Resource.AlreadyAssociated",
                        "resource " + id + " is already attached to network " + gateway.vpcId());
            }
            if (world.routing().gateways().values().stream()
                    .anyMatch(each -> !each.egressOnly() && vpcId.equals(each.vpcId()))) {
                throw Ec2Error.assumed(
                        AssumedCode.SECOND_GATEWAY, "Network " + vpcId + " already has an internet gateway attached");
            }
            gateway.vpcId(vpcId);
            answer.value("return", true);
        };
    }

    private static Action.Effect detach(Params params) {
        String id = params.required("InternetGatewayId");
        String vpcId = params.required("VpcId");
        return (world, answer) -> {
            Gateway gateway = find(world, id, false);
            if (!vpcId.equals(gateway.vpcId())) { // (D)
                throw Ec2Error.refused(
                        "Gateway.NotAttached", "resource " + id + " is not attached to network " + vpcId);
            }
            if (world.interfaces().values().stream()
                    .anyMatch(each ->
                            each.publicIp() != null && each.subnet().vpc().id().equals(vpcId))) { // (D)
                throw Ec2Error.refused(
                        "DependencyViolation",
                        "Network " + vpcId + " has some mapped public address(es)."
                                + " Please unmap those public address(es) before detaching the gateway.");
            }
            gateway.vpcId(null);
            answer.value("return", true);
        };
    }

    /** Routes to it stay, as blackholes. */
    private static Action.Effect delete(Params params, boolean egressOnly) {
        String id = params.required(egressOnly ? "EgressOnlyInternetGatewayId" : "InternetGatewayId");
        return (world, answer) -> {
            Gateway gateway = find(world, id, egressOnly);
            if (!egressOnly && gateway.vpcId() != null) { // (D)
                throw Ec2Error.dependency("internetGateway", id);
            }
            world.routing().gateways().remove(id);
            world.tags().removeAll(id);
            answer.value(egressOnly ? "returnCode" : "return", true);
        };
    }

    private static Action.Effect describe(Params params, boolean egressOnly) {
        List<String> ids = params.list(egressOnly ? "EgressOnlyInternetGatewayId" : "InternetGatewayId");
        var filter = (egressOnly ? EGRESS_ONLY_FILTERS : FILTERS).read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> find(world, id, egressOnly));
            var cut = page.of(
                    world.routing().gateways().values().stream()
                            .filter(each -> each.egressOnly() == egressOnly)
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    Gateway::order);
            answer.list(
                    egressOnly ? "egressOnlyInternetGatewaySet" : "internetGatewaySet",
                    cut.items(),
                    (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, Gateway gateway) {
        boolean egressOnly = gateway.egressOnly();
        xml.value(egressOnly ? "egressOnlyInternetGatewayId" : "internetGatewayId", gateway.id())
                .value("ownerId", egressOnly ? null : World.OWNER)
                .list(
                        "attachmentSet",
                        Stream.ofNullable(gateway.vpcId()).toList(),
                        // EC2 says available here, though its type has only attached (EC2 API reference, examples)
                        (item, vpcId) ->
                                item.value("vpcId", vpcId).value("state", egressOnly ? "attached" : "available"));
        TagSpecifications.write(xml, world, gateway.id());
    }
}
