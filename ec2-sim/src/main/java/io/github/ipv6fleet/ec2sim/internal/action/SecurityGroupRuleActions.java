package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Peer;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Rule;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of security groups: taken away, and shown one by one. */
final class SecurityGroupRuleActions {
    private static final Filters<Row> FILTERS = new Filters<Row>()
            .on("group-id", each -> each.group.id())
            .on("security-group-rule-id", each -> each.rule.id())
            .tags(each -> each.rule.id());

    private SecurityGroupRuleActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeSecurityGroupRules", SecurityGroupRuleActions::describe);
        actions.put("RevokeSecurityGroupEgress", params -> revoke(params, true));
        actions.put("RevokeSecurityGroupIngress", params -> revoke(params, false));
    }

    private record Row(SecurityGroup group, Rule rule, boolean egress) {}

    /**
     * EC2 API reference, RevokeSecurityGroupIngress: what does not match a rule is an error in a VPC of one's own, and in a
     * default VPC is answered as unknown.
     */
    private static Action.Effect revoke(Params params, boolean egress) {
        String id = params.optional("GroupId");
        String name = params.optional("GroupName");
        List<String> ruleIds = params.list("SecurityGroupRuleId");
        List<Permission> permissions = Permission.read(params);
        if (id == null && name == null) {
            throw Ec2Error.missingParameter("groupId");
        }
        if (permissions.isEmpty() == ruleIds.isEmpty()) {
            throw ruleIds.isEmpty()
                    ? Ec2Error.missingParameter("ipPermissions")
                    : Ec2Error.invalidCombination("Rules are named by their ids or by their permissions, not by both");
        }
        return (world, answer) -> {
            SecurityGroup group = SecurityGroupActions.named(world, id, name);
            List<Rule> rules = SecurityGroupActions.rules(group, egress);
            List<Rule> found = new ArrayList<>();
            List<Rule> unknown = new ArrayList<>();
            for (String ruleId : ruleIds) {
                found.add(rules.stream()
                        .filter(each -> each.id().equals(ruleId))
                        .findFirst()
                        .orElseThrow(() -> noSuchRule(ruleId)));
            }
            for (Permission each : permissions) {
                Rule wanted = each.rule(world);
                rules.stream()
                        .filter(wanted::sameAs)
                        .findFirst()
                        .ifPresentOrElse(found::add, () -> unknown.add(wanted));
            }
            if (!unknown.isEmpty() && !Finder.vpc(world, group.vpcId()).isDefault()) { // (D)
                throw Ec2Error.refused(
                        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
            }
            rules.removeAll(found);
            found.forEach(each -> world.tags().removeAll(each.id()));
            answer.value("return", true);
            SecurityGroupXml.writePermissions(answer, "unknownIpPermissionSet", unknown);
            answer.list("revokedSecurityGroupRuleSet", found, (xml, each) -> writeRevoked(xml, group, each, egress));
        };
    }

    private static void writeRevoked(Xml xml, SecurityGroup group, Rule rule, boolean egress) {
        xml.value("securityGroupRuleId", rule.id())
                .value("groupId", group.id())
                .value("isEgress", egress)
                .value("ipProtocol", rule.protocol())
                .value("fromPort", rule.fromPort())
                .value("toPort", rule.toPort())
                .value("cidrIpv4", rule.kind() == Peer.IPV4 ? rule.peer() : null)
                .value("cidrIpv6", rule.kind() == Peer.IPV6 ? rule.peer() : null)
                .value("prefixListId", rule.kind() == Peer.PREFIX_LIST ? rule.peer() : null)
                .value("referencedGroupId", rule.kind() == Peer.GROUP ? rule.peer() : null);
    }

    /** (D) */
    private static Ec2Error noSuchRule(String id) {
        return Ec2Error.noSuch("InvalidSecurityGroupRuleId.NotFound", "security group rule ID", id);
    }

    private static Action.Effect describe(Params params) {
        Set<String> ids = Set.copyOf(params.list("SecurityGroupRuleId"));
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            List<Row> all = all(world);
            for (String id : ids) {
                if (all.stream().noneMatch(each -> each.rule.id().equals(id))) {
                    throw noSuchRule(id);
                }
            }
            var cut = page.of(
                    all.stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.rule.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    all::indexOf);
            answer.list(
                    "securityGroupRuleSet",
                    cut.items(),
                    (xml, each) -> SecurityGroupXml.writeRule(xml, world, each.group, each.rule, each.egress));
            cut.writeToken(answer);
        };
    }

    private static List<Row> all(World world) {
        List<Row> all = new ArrayList<>();
        world.groups().values().forEach(group -> {
            group.ingress().forEach(rule -> all.add(new Row(group, rule, false)));
            group.egress().forEach(rule -> all.add(new Row(group, rule, true)));
        });
        return all;
    }
}
