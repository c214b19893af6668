package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error.Call;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceTypes;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** CreateNetworkInterface, DeleteNetworkInterface, DescribeNetworkInterfaces. */
final class InterfaceActions {
    /** EC2 API reference, DescribeNetworkInterfaces; it has no filter on prefixes. */
    private static final Filters<NetworkInterface> FILTERS = new Filters<NetworkInterface>()
            .on("network-interface-id", NetworkInterface::id)
            .on("subnet-id", each -> each.subnet().id())
            .on("vpc-id", each -> each.subnet().vpc().id())
            .on("availability-zone", each -> each.subnet().zone().name())
            .on("description", NetworkInterface::description)
            .on("mac-address", NetworkInterface::macAddress)
            .on("status", NetworkInterface::status)
            .on("owner-id", each -> World.OWNER)
            .on("interface-type", each -> "interface")
            .on("source-dest-check", NetworkInterface::sourceDestCheck)
            .on("requester-managed", each -> false)
            .on(
                    "group-id",
                    each -> each.groups().stream().map(SecurityGroup::id).toList())
            .on(
                    "group-name",
                    each -> each.groups().stream().map(SecurityGroup::name).toList())
            .on("private-ip-address", NetworkInterface::privateIp)
            .on("addresses.private-ip-address", NetworkInterface::privateIp)
            .on("association.public-ip", NetworkInterface::publicIp)
            .on("ipv6-addresses.ipv6-address", NetworkInterface::ipv6Addresses)
            .on("attachment.attachment-id", attached(Attachment::id))
            .on("attachment.instance-id", attached(Attachment::instanceId))
            .on("attachment.device-index", attached(Attachment::deviceIndex))
            .on("attachment.delete-on-termination", attached(Attachment::deleteOnTermination))
            .on("attachment.status", attached(each -> "attached"))
            .tags(NetworkInterface::id)
            .indexed("network-interface-id", (world, id) -> List.of(id));

    private InterfaceActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateNetworkInterface", InterfaceActions::create);
        actions.put("DeleteNetworkInterface", InterfaceActions::delete);
        actions.put("DescribeNetworkInterfaces", InterfaceActions::describe);
    }

    private static Function<NetworkInterface, @Nullable Object> attached(Function<Attachment, Object> value) {
        return each -> {
            Attachment attachment = each.attachment();
            return attachment == null ? null : value.apply(attachment);
        };
    }

    private static Action.Effect create(Params params) {
        String subnetId = params.required("SubnetId");
        String description = params.optional("Description", "");
        String privateIp = params.optional("PrivateIpAddress");
        List<String> groupIds = params.list("SecurityGroupId");
        Ipv6Request ipv6 = Ipv6Request.readStructures(params).exclusive();
        boolean primaryIpv6 = params.flag("EnablePrimaryIpv6", false);
        String token = params.optional("ClientToken");
        TagSpecifications tags = TagSpecifications.read(params, "network-interface");
        params.oneOf("InterfaceType", "interface");
        params.refuse(
                "PrivateIpAddresses",
                "SecondaryPrivateIpAddressCount",
                "Ipv4Prefix",
                "Ipv4PrefixCount",
                "ConnectionTrackingSpecification",
                "Operator");
        Quota.checkMost(0, ipv6.size(), InstanceTypes.MOST_IPV6);
        return (world, answer) -> {
            long before = world.lastOrder();
            NetworkInterface made = world.tokens()
                    .once("CreateNetworkInterface", token, params.asMap(), NetworkInterface.class, () -> {
                        Subnet subnet = Finder.subnet(world, subnetId);
                        NetworkInterface each = Interfaces.create(
                                world, subnet, description, groupIds, privateIp, ipv6, primaryIpv6, Call.INTERFACE);
                        tags.apply(world, "network-interface", each.id());
                        return each;
                    });
            String status = made.order() > before ? "pending" : made.status();
            answer.element("networkInterface", xml -> InterfaceXml.write(xml, world, made, status))
                    .value("clientToken", token);
        };
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("NetworkInterfaceId");
        return (world, answer) -> {
            NetworkInterface each = Finder.networkInterface(world, id);
            if (each.attachment() != null) {
                throw Ec2Error.interfaceInUseOnDelete(id);
            }
            world.delete(each);
            answer.value("return", true);
        };
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("NetworkInterfaceId");
        params.accept("IncludeManagedResources");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            List<NetworkInterface> candidates = ids.isEmpty()
                    ? filter.candidates(world, world.interfaces())
                    : ids.stream()
                            .distinct()
                            .map(id -> Finder.networkInterface(world, id))
                            .toList();
            Predicate<NetworkInterface> wanted = each -> world.isKnown(each.order()) && filter.test(world, each);
            var cut = candidates == null
                    ? page.of(world.interfacesByOrder(), wanted, NetworkInterface::order)
                    : page.of(candidates.stream().filter(wanted).toList(), NetworkInterface::order);
            answer.list(
                    "networkInterfaceSet",
                    cut.items(),
                    (xml, each) -> InterfaceXml.write(xml, world, each, each.status()));
            cut.writeToken(answer);
        };
    }
}
