package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkAcl;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkAcl.Entry;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkAcl.Pair;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Network ACLs: the default one of each VPC, and its entries. */
final class NetworkAclActions {
    private static final Filters<NetworkAcl> FILTERS = new Filters<NetworkAcl>()
            .on("network-acl-id", NetworkAcl::id)
            .on("vpc-id", NetworkAcl::vpcId)
            .on("default", each -> true)
            .on("owner-id", each -> World.OWNER)
            .onWorld(
                    "association.subnet-id",
                    (world, each) ->
                            subnets(world, each).stream().map(Subnet::id).toList())
            .tags(NetworkAcl::id);

    /** Amazon VPC User Guide, "Amazon VPC quotas": rules per network ACL, in each direction, IPv4 and IPv6 apart. */
    private static final int MOST_ENTRIES = 20;

    private NetworkAclActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateNetworkAclEntry", NetworkAclActions::createEntry);
        actions.put("DeleteNetworkAclEntry", NetworkAclActions::deleteEntry);
        actions.put("DescribeNetworkAcls", NetworkAclActions::describe);
    }

    private static NetworkAcl find(World world, String id) {
        NetworkAcl acl = world.routing().acls().get(id);
        if (acl == null) { // (D)
            throw Ec2Error.noSuch("InvalidNetworkAclID.NotFound", "networkAcl ID", id);
        }
        return acl;
    }

    private static List<Subnet> subnets(World world, NetworkAcl acl) {
        return world.subnets().values().stream()
                .filter(each -> each.vpc().id().equals(acl.vpcId()))
                .toList();
    }

    private static Action.Effect createEntry(Params params) {
        String id = params.required("NetworkAclId");
        Entry entry = readEntry(params);
        return (world, answer) -> {
            List<Entry> entries = find(world, id).entries();
            if (entries.stream().anyMatch(each -> each.samePlace(entry.number(), entry.egress()))) { // (D)
                throw Ec2Error.refused(
                        "NetworkAclEntryAlreadyExists",
                        "The network acl entry identified by " + entry.number() + " already exists.");
            }
            boolean ipv6 = entry.cidr().contains(":");
            long there = entries.stream()
                    .filter(each ->
                            each.egress() == entry.egress() && each.cidr().contains(":") == ipv6)
                    .filter(each -> each.number() <= NetworkAcl.LAST_RULE)
                    .count();
            if (there >= MOST_ENTRIES) { // (D)
                throw Ec2Error.refused(
                        "NetworkAclEntryLimitExceeded",
                        "The maximum number of network acl entries has been reached: " + MOST_ENTRIES);
            }
            entries.add(entry);
            entries.sort(Comparator.comparing(Entry::egress).reversed().thenComparing(Entry::number));
            answer.value("return", true);
        };
    }

    private static Entry readEntry(Params params) {
        int number = number(params);
        boolean egress = egress(params);
        String protocol = params.required("Protocol");
        String action = params.oneOf("RuleAction", "allow", "deny");
        if (action == null) {
            throw Ec2Error.missingParameter("RuleAction");
        }
        if (!protocol.matches("-1|[0-9]{1,3}") || Integer.parseInt(protocol) > 255) {
            throw Ec2Error.invalidValue("protocol", protocol);
        }
        return new Entry(
                number,
                egress,
                cidr(params),
                protocol,
                action,
                pair(params, "PortRange", "From", "To", List.of("6", "17").contains(protocol)),
                pair(params, "Icmp", "Type", "Code", List.of("1", "58").contains(protocol)));
    }

    private static boolean egress(Params params) {
        params.required("Egress");
        return params.flag("Egress", false);
    }

    private static int number(Params params) {
        int number = params.requiredInteger("RuleNumber");
        if (number < 1 || number > NetworkAcl.LAST_RULE) { // EC2 API reference, CreateNetworkAclEntry
            throw Ec2Error.invalidValue("ruleNumber", "" + number);
        }
        return number;
    }

    private static String cidr(Params params) {
        String ipv4 = params.optional("CidrBlock");
        String ipv6 = params.optional("Ipv6CidrBlock");
        if ((ipv4 == null) == (ipv6 == null)) {
            throw Ec2Error.invalidCombination("Give one of cidrBlock and ipv6CidrBlock");
        }
        Object block = ipv6 != null ? Ipv6Block.parse(ipv6) : Ipv4Block.parse(String.valueOf(ipv4));
        if (block == null) {
            throw Ec2Error.invalidValue(ipv6 != null ? "ipv6CidrBlock" : "cidrBlock", ipv6 != null ? ipv6 : "" + ipv4);
        }
        return block.toString();
    }

    /** EC2 API reference, CreateNetworkAclEntry: the pair is required for the protocols that have it. */
    private static @Nullable Pair pair(Params params, String name, String first, String second, boolean needed) {
        if (!needed) {
            params.accept(name + "." + first, name + "." + second);
            return null;
        }
        Params pair = params.structure(name);
        return new Pair(pair.requiredInteger(first), pair.requiredInteger(second));
    }

    private static Action.Effect deleteEntry(Params params) {
        String id = params.required("NetworkAclId");
        int number = number(params);
        boolean egress = egress(params);
        return (world, answer) -> {
            if (!find(world, id).entries().removeIf(each -> each.samePlace(number, egress))) { // (D)
                throw Ec2Error.noSuch("InvalidNetworkAclEntry.NotFound", "network acl entry", "" + number);
            }
            answer.value("return", true);
        };
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("NetworkAclId");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> find(world, id));
            var cut = page.of(
                    world.routing().acls().values().stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    NetworkAcl::order);
            answer.list("networkAclSet", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, NetworkAcl acl) {
        xml.value("networkAclId", acl.id())
                .value("vpcId", acl.vpcId())
                .value("default", true)
                .value("ownerId", World.OWNER)
                .list("entrySet", acl.entries(), NetworkAclActions::write)
                .list(
                        "associationSet",
                        subnets(world, acl),
                        (item, subnet) -> item.value(
                                        "networkAclAssociationId", subnet.id().replace("subnet-", "aclassoc-"))
                                .value("networkAclId", acl.id())
                                .value("subnetId", subnet.id()));
        TagSpecifications.write(xml, world, acl.id());
    }

    private static void write(Xml xml, Entry entry) {
        xml.value("ruleNumber", entry.number())
                .value("protocol", entry.protocol())
                .value("ruleAction", entry.action())
                .value("egress", entry.egress())
                .value(entry.cidr().contains(":") ? "ipv6CidrBlock" : "cidrBlock", entry.cidr());
        Pair ports = entry.ports();
        if (ports != null) {
            xml.element("portRange", item -> item.value("from", ports.first()).value("to", ports.second()));
        }
        Pair icmp = entry.icmp();
        if (icmp != null) {
            xml.element("icmpTypeCode", item -> item.value("type", icmp.first()).value("code", icmp.second()));
        }
    }
}
