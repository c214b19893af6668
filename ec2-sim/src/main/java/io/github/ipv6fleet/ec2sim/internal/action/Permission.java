package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Peer;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Rule;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A rule that a request asks for; a request with several ranges asks for several. */
record Permission(String protocol, int fromPort, int toPort, Peer kind, String peer, String description) {
    private static final String ICMPV6 = "58";

    /** EC2 keeps these protocols by name. */
    private static final Map<String, String> NAMES = Map.of("1", "icmp", "6", "tcp", "17", "udp", ICMPV6, "icmpv6");

    /** Reads {@code IpPermissions.N} and the short form with one {@code CidrIp}. */
    static List<Permission> read(Params params) {
        params.refuse("SourceSecurityGroupName", "SourceSecurityGroupOwnerId");
        List<Permission> all = new ArrayList<>();
        if (params.has("CidrIp")) {
            all.add(one(params, Peer.IPV4, params.required("CidrIp"), ""));
        }
        params.structures("IpPermissions", each -> all.addAll(ranges(each)));
        return all;
    }

    private static List<Permission> ranges(Params each) {
        List<Permission> all = new ArrayList<>();
        all.addAll(each.structures("IpRanges", range -> one(each, Peer.IPV4, "CidrIp", range)));
        all.addAll(each.structures("Ipv6Ranges", range -> one(each, Peer.IPV6, "CidrIpv6", range)));
        all.addAll(each.structures("PrefixListIds", range -> one(each, Peer.PREFIX_LIST, "PrefixListId", range)));
        all.addAll(each.structures("Groups", group -> {
            group.accept("UserId", "VpcId", "PeeringStatus");
            return one(each, Peer.GROUP, "GroupId", group);
        }));
        return all;
    }

    private static Permission one(Params each, Peer kind, String field, Params range) {
        return one(each, kind, range.required(field), range.optional("Description", ""));
    }

    private static Permission one(Params each, Peer kind, String peer, String description) {
        String protocol = each.required("IpProtocol");
        Integer from = each.integer("FromPort");
        Integer to = each.integer("ToPort");
        boolean allPorts = protocol.equals("-1") || from == null || to == null;
        if ((kind == Peer.IPV4 && Ipv4Block.parse(peer) == null)
                || (kind == Peer.IPV6 && Ipv6Block.parse(peer) == null)) {
            throw Ec2Error.invalidValue("CIDR block " + peer + " is malformed");
        }
        return new Permission(
                protocol,
                allPorts || from == null ? -1 : from,
                allPorts || to == null ? -1 : to,
                kind,
                peer,
                description);
    }

    Rule rule(World world) {
        if (kind == Peer.GROUP) {
            Finder.group(world, peer);
        }
        boolean named = !protocol.equals(ICMPV6) || world.assumptions().holds(AssumedRule.PROTOCOL_58_IS_ICMPV6);
        String kept = named ? NAMES.getOrDefault(protocol, protocol) : protocol;
        return new Rule(world.ids().next("sgr"), kept, fromPort, toPort, kind, peer, description);
    }
}
