package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Peer;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Rule;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes security groups and their rules. */
final class SecurityGroupXml {
    private SecurityGroupXml() {}

    static String arn(SecurityGroup group) {
        return "arn:aws:ec2:" + World.REGION + ":" + World.OWNER + ":security-group/" + group.id();
    }

    static void write(Xml xml, World world, SecurityGroup group) {
        xml.value("groupId", group.id())
                .value("groupName", group.name())
                .value("groupDescription", group.description())
                .value("vpcId", group.vpcId())
                .value("ownerId", World.OWNER)
                .value("securityGroupArn", arn(group));
        writePermissions(xml, "ipPermissions", group.ingress());
        writePermissions(xml, "ipPermissionsEgress", group.egress());
        TagSpecifications.write(xml, world, group.id());
    }

    /** Rules with the same protocol and ports are one permission. */
    static void writePermissions(Xml xml, String name, List<Rule> rules) {
        var byTraffic = rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> List.of(rule.protocol(), rule.fromPort(), rule.toPort()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        xml.list(name, byTraffic.values(), (item, same) -> {
            Rule first = same.get(0);
            item.value("ipProtocol", first.protocol())
                    .value("fromPort", port(first, first.fromPort()))
                    .value("toPort", port(first, first.toPort()));
            item.list(
                    "groups",
                    of(same, Peer.GROUP),
                    (group, rule) -> group.value("userId", World.OWNER)
                            .value("groupId", rule.peer())
                            .value("description", description(rule)));
            item.list(
                    "ipRanges",
                    of(same, Peer.IPV4),
                    (range, rule) -> range.value("cidrIp", rule.peer()).value("description", description(rule)));
            item.list(
                    "ipv6Ranges",
                    of(same, Peer.IPV6),
                    (range, rule) -> range.value("cidrIpv6", rule.peer()).value("description", description(rule)));
            item.list(
                    "prefixListIds",
                    of(same, Peer.PREFIX_LIST),
                    (list, rule) -> list.value("prefixListId", rule.peer()).value("description", description(rule)));
        });
    }

    static void writeRule(Xml xml, World world, SecurityGroup group, Rule rule, boolean egress) {
        xml.value("securityGroupRuleId", rule.id())
                .value("groupId", group.id())
                .value("groupOwnerId", World.OWNER)
                .value("isEgress", egress)
                .value("ipProtocol", rule.protocol())
                .value("fromPort", rule.fromPort())
                .value("toPort", rule.toPort())
                .value("cidrIpv4", rule.kind() == Peer.IPV4 ? rule.peer() : null)
                .value("cidrIpv6", rule.kind() == Peer.IPV6 ? rule.peer() : null)
                .value("prefixListId", rule.kind() == Peer.PREFIX_LIST ? rule.peer() : null)
                .value("description", description(rule));
        if (rule.kind() == Peer.GROUP) {
            xml.element(
                    "referencedGroupInfo",
                    peer -> peer.value("groupId", rule.peer()).value("userId", World.OWNER));
        }
        TagSpecifications.write(xml, world, rule.id());
    }

    private static List<Rule> of(List<Rule> rules, Peer kind) {
        return rules.stream().filter(rule -> rule.kind() == kind).toList();
    }

    private static @Nullable Integer port(Rule rule, int port) {
        return rule.protocol().equals("-1") ? null : Integer.valueOf(port);
    }

    private static @Nullable String description(Rule rule) {
        return rule.description().isEmpty() ? null : rule.description();
    }
}
