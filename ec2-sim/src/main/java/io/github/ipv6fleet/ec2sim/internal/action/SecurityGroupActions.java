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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Security groups: made, given rules, shown, deleted; {@link SecurityGroupRuleActions} is next door. */
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
        actions.put("AuthorizeSecurityGroupEgress", params -> authorize(params, true));
        actions.put("AuthorizeSecurityGroupIngress", params -> authorize(params, false));
        actions.put("DeleteSecurityGroup", SecurityGroupActions::delete);
        actions.put("CreateSecurityGroup", SecurityGroupActions::create);
        actions.put("DescribeSecurityGroups", SecurityGroupActions::describe);
    }

    private static Action.Effect create(Params params) {
        String name = params.required("GroupName");
        String description = params.required("GroupDescription");
        String vpcId = params.optional("VpcId");
        TagSpecifications tags = TagSpecifications.read(params, "security-group");
        return (world, answer) -> {
            Vpc vpc = vpcId == null ? defaultVpc(world) : Finder.vpc(world, vpcId);
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

    private static Vpc defaultVpc(World world) {
        return world.vpcs().values().stream()
                .filter(Vpc::isDefault)
                .findFirst()
                .orElseThrow(() -> Ec2Error.refused("VPCIdNotSpecified", "No default VPC for this user")); // (D)
    }

    private static Action.Effect authorize(Params params, boolean egress) {
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
            SecurityGroup group = named(world, id, name);
            List<Rule> rules =
                    permissions.stream().map(each -> each.rule(world)).toList();
            for (Rule rule : rules) {
                if (rules(group, egress).stream().anyMatch(rule::sameAs)) {
                    throw Ec2Error.refused(
                            "InvalidPermission.Duplicate",
                            "the specified rule \"peer: " + rule.peer() + ", " + rule.protocol() + ", from port: "
                                    + rule.fromPort() + ", to port: " + rule.toPort() + ", ALLOW\" already exists");
                }
            }
            rules(group, egress).addAll(rules);
            rules.forEach(rule -> tags.apply(world, "security-group-rule", rule.id()));
            answer.value("return", true);
            answer.list(
                    "securityGroupRuleSet",
                    rules,
                    (xml, rule) -> SecurityGroupXml.writeRule(xml, world, group, rule, egress));
        };
    }

    static List<Rule> rules(SecurityGroup group, boolean egress) {
        return egress ? group.egress() : group.ingress();
    }

    /** The group that a request names by its id, or by its name. */
    static SecurityGroup named(World world, @Nullable String id, @Nullable String name) {
        return id == null ? byName(world, String.valueOf(name)) : Finder.group(world, id);
    }

    private static Action.Effect delete(Params params) {
        String id = params.optional("GroupId");
        String name = params.optional("GroupName");
        if (id == null && name == null) {
            throw Ec2Error.missingParameter("groupId");
        }
        return (world, answer) -> {
            SecurityGroup group = named(world, id, name);
            if (group.name().equals("default")) { // (D)
                throw Ec2Error.refused(
                        "CannotDelete",
                        "the specified group: \"" + group.id() + "\" name: \"default\" cannot be deleted by a user");
            }
            boolean used = world.interfaces().values().stream()
                    .anyMatch(each -> each.groups().contains(group));
            boolean meant = world.groups().values().stream()
                    .filter(each -> !each.id().equals(group.id()))
                    .flatMap(each -> Stream.concat(each.ingress().stream(), each.egress().stream()))
                    .anyMatch(each -> each.peer().equals(group.id()));
            if (used || meant) { // (D); the text is quoted in many public reports
                throw Ec2Error.refused("DependencyViolation", "resource " + group.id() + " has a dependent object");
            }
            world.groups().remove(group.id());
            world.tags().removeAll(group.id());
            answer.value("return", true);
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
