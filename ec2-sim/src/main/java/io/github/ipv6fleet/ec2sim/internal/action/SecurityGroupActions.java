package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Rule;
import io.github.ipv6fleet.ec2sim.internal.model.Vpc;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;

/** Security groups: made, given rules, shown. */
final class SecurityGroupActions {
    private static final Filters<SecurityGroup> FILTERS = new Filters<SecurityGroup>()
            .on("group-id", SecurityGroup::id)
            .on("group-name", SecurityGroup::name)
            .on("vpc-id", SecurityGroup::vpcId)
            .on("description", SecurityGroup::description)
            .on("owner-id", each -> World.OWNER)
            .tags(SecurityGroup::id);

    private SecurityGroupActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("AuthorizeSecurityGroupIngress", SecurityGroupActions::authorizeIngress);
        actions.put("CreateSecurityGroup", SecurityGroupActions::create);
        actions.put("DescribeSecurityGroups", SecurityGroupActions::describe);
    }

    private static Action.Effect create(Params params) {
        String name = params.required("GroupName");
        String description = params.required("GroupDescription");
        String vpcId = params.optional("VpcId");
        TagSpecifications tags = TagSpecifications.read(params, "security-group");
        return (world, answer) -> {
            Vpc vpc = vpcId == null ? world.vpcs().values().iterator().next() : Finder.vpc(world, vpcId);
            if (world.groups().values().stream()
                    .anyMatch(
                            each -> each.vpcId().equals(vpc.id()) && each.name().equals(name))) {
                throw Ec2Error.refused(
                        "InvalidGroup.Duplicate",
                        "The security group '" + name + "' already exists for VPC '" + vpc.id() + "'");
            }
            SecurityGroup group = world.createGroup(vpc, name, description);
            tags.apply(world, "security-group", group.id());
            answer.value("groupId", group.id()).value("securityGroupArn", SecurityGroupXml.arn(group));
            TagSpecifications.write(answer, world, group.id());
        };
    }

    private static Action.Effect authorizeIngress(Params params) {
        String id = params.optional("GroupId");
        String name = params.optional("GroupName");
        TagSpecifications tags = TagSpecifications.read(params, "security-group-rule");
        List<Permission> permissions = Permission.read(params);
        if (id == null && name == null) {
            throw Ec2Error.missingParameter("groupId");
        }
        if (permissions.isEmpty()) {
            throw Ec2Error.missingParameter("ipPermissions");
        }
        return (world, answer) -> {
            SecurityGroup group = id == null ? byName(world, String.valueOf(name)) : Finder.group(world, id);
            List<Rule> rules =
                    permissions.stream().map(each -> each.rule(world)).toList();
            for (Rule rule : rules) {
                if (group.ingress().stream().anyMatch(rule::sameAs)) {
                    throw Ec2Error.refused(
                            "InvalidPermission.Duplicate",
                            "the specified rule \"peer: " + rule.peer() + ", " + rule.protocol() + ", from port: "
                                    + rule.fromPort() + ", to port: " + rule.toPort() + ", ALLOW\" already exists");
                }
            }
            group.ingress().addAll(rules);
            rules.forEach(rule -> tags.apply(world, "security-group-rule", rule.id()));
            answer.value("return", true);
            answer.list(
                    "securityGroupRuleSet", rules, (xml, rule) -> SecurityGroupXml.writeRule(xml, world, group, rule));
        };
    }

    static SecurityGroup byName(World world, String name) {
        return world.groups().values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Ec2Error.noSuch("InvalidGroup.NotFound", "security group", name));
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("GroupId");
        List<String> names = params.list("GroupName");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty() || !names.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> Finder.group(world, id));
            names.forEach(name -> byName(world, name));
            var cut = page.of(
                    world.groups().values().stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> names.isEmpty() || names.contains(each.name()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    SecurityGroup::order);
            answer.list("securityGroupInfo", cut.items(), (xml, each) -> SecurityGroupXml.write(xml, world, each));
            cut.writeToken(answer);
        };
    }
}
