package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error.Call;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceTypes;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;

/** AssignIpv6Addresses and UnassignIpv6Addresses. They know no client token: a repeated count gives more. */
final class AddressActions {
    private AddressActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("AssignIpv6Addresses", AddressActions::assign);
        actions.put("UnassignIpv6Addresses", AddressActions::unassign);
    }

    private static Action.Effect assign(Params params) {
        String id = params.required("NetworkInterfaceId");
        Ipv6Request wanted = Ipv6Request.readLists(params).exclusiveByKind();
        return (world, answer) -> {
            NetworkInterface each = Finder.networkInterface(world, id);
            if (!world.assumptions().holds(AssumedRule.ASSIGN_TAKES_ADDRESSES_WITH_PREFIXES)) {
                wanted.exclusive();
            }
            checkQuota(world, each, wanted);
            Ipv6Request.Given given = wanted.giveTo(each, world.addressing(), Call.INTERFACE);
            answer.value("networkInterfaceId", id) // and only what is new: EC2 API reference, AssignIpv6Addresses
                    .values("assignedIpv6Addresses", given.addresses())
                    .values("assignedIpv6PrefixSet", given.prefixes());
        };
    }

    private static void checkQuota(World world, NetworkInterface each, Ipv6Request wanted) {
        Attachment attachment = each.attachment();
        Instance instance = attachment == null ? null : world.instances().get(attachment.instanceId());
        if (instance != null) {
            Quota.checkMore(instance.launch().type(), each, wanted);
        } else {
            Quota.checkMost(each.ipv6Count(), wanted.size(), InstanceTypes.MOST_IPV6);
        }
    }

    private static Action.Effect unassign(Params params) {
        String id = params.required("NetworkInterfaceId");
        List<Ipv6> addresses = params.list("Ipv6Addresses").stream()
                .map(AddressActions::address)
                .toList();
        List<Ipv6Block> prefixes =
                params.list("Ipv6Prefix").stream().map(AddressActions::prefix).toList();
        if (addresses.isEmpty() && prefixes.isEmpty()) {
            throw Ec2Error.missingParameter("ipv6Addresses");
        }
        return (world, answer) -> {
            NetworkInterface each = Finder.networkInterface(world, id);
            for (Ipv6 address : addresses) {
                check(each.ipv6Addresses().contains(address), id, address);
                check(
                        !each.primaryIpv6()
                                || !address.equals(each.ipv6Addresses().get(0)),
                        id,
                        address);
            }
            prefixes.forEach(prefix -> check(each.ipv6Prefixes().contains(prefix), id, prefix));
            addresses.forEach(address -> world.addressing().release(each, address));
            prefixes.forEach(prefix -> world.addressing().release(each, prefix));
            answer.value("networkInterfaceId", id)
                    .values("unassignedIpv6Addresses", addresses)
                    .values("unassignedIpv6PrefixSet", prefixes);
        };
    }

    private static void check(boolean possible, String id, Object what) {
        if (!possible) {
            throw Ec2Error.assumed(
                    AssumedCode.NOT_TO_UNASSIGN, "Some of [" + what + "] cannot be unassigned from interface " + id);
        }
    }

    private static Ipv6 address(String text) {
        Ipv6 address = Ipv6.parse(text);
        if (address == null) {
            throw Ec2Error.malformedAddress(text);
        }
        return address;
    }

    private static Ipv6Block prefix(String text) {
        Ipv6Block prefix = Ipv6Block.parse(text);
        if (prefix == null) {
            throw Ec2Error.malformedPrefix(text);
        }
        return prefix;
    }
}
