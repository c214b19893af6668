package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.PublishedPort;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether the groups are there, and let through what every host needs and not more than was asked for. */
final class SecurityGroupCheck implements Check {
    private static final Set<Exposure> MEANT_TO_BE_OPEN = EnumSet.of(Exposure.OPEN, Exposure.OPEN_DOCKER0_2018);

    private static final String EVERY = "-1";
    private static final Set<String> ICMPV6 = Set.of("icmpv6", "58");
    private static final int ANY = -1;
    private static final int TOO_BIG = 2;
    private static final int LAST_PORT = 65_535;

    @Override
    public Stream<Finding> of(Seen seen) {
        List<String> asked = seen.settings().securityGroups();
        if (asked.isEmpty()) {
            return Stream.of(FindingKind.NO_SECURITY_GROUP.found(
                    "fleet " + seen.settings().name(),
                    "has no security group, and it alone decides who reaches a global address",
                    "name one with securityGroup(\"sg-...\")"));
        }
        return seen.groups().stream().flatMap(groups -> of(seen, asked, groups).stream());
    }

    private static List<Finding> of(Seen seen, List<String> asked, List<SecurityGroup> groups) {
        List<Finding> found = new ArrayList<>();
        for (String id : asked) {
            if (groups.stream().noneMatch(group -> id.equals(group.groupId()))) {
                found.add(FindingKind.SECURITY_GROUP_NOT_FOUND.found(
                        "security group " + id,
                        "is not known to EC2 here (InvalidGroup.NotFound)",
                        "check the id and the Region of the Ec2Client, or name another with securityGroup(\"sg-...\")",
                        id));
            }
        }
        Set<String> vpcs = seen.subnets().stream().map(Subnet::vpcId).collect(Collectors.toCollection(TreeSet::new));
        for (SecurityGroup group : groups) {
            if (!vpcs.contains(group.vpcId())) {
                found.add(FindingKind.SECURITY_GROUP_OF_OTHER_VPC.found(
                        "security group " + group.groupId(),
                        "is in " + group.vpcId() + ", the subnet "
                                + String.join(", ", seen.settings().subnetIds()) + " in " + String.join(", ", vpcs),
                        "choose both from one VPC",
                        group.groupId()));
            }
            if (!MEANT_TO_BE_OPEN.contains(seen.settings().profile().exposure())) {
                group.ipPermissions().stream()
                        .filter(SecurityGroupCheck::isOpen)
                        .map(rule -> open(group, rule))
                        .forEach(found::add);
            }
        }
        if (found.stream().noneMatch(one -> one.severity() == Finding.Severity.ERROR)) {
            found.addAll(ofRules(groups));
            found.addAll(ofPublished(seen.settings().profile().containers(), groups));
        }
        return found;
    }

    /** What one group lets through, all of them do; the first is named, for a rule of it would do. */
    private static List<Finding> ofRules(List<SecurityGroup> groups) {
        List<Finding> found = new ArrayList<>();
        String first = groups.get(0).groupId();
        String all = groups.stream().map(SecurityGroup::groupId).collect(Collectors.joining(", "));
        if (groups.stream()
                .flatMap(group -> group.ipPermissions().stream())
                .noneMatch(SecurityGroupCheck::hearsTooBig)) {
            found.add(FindingKind.PACKET_TOO_BIG_IS_BLOCKED.found(
                    "security group " + all,
                    "lets no \"packet too big\" in from everywhere",
                    "aws ec2 authorize-security-group-ingress --group-id " + first
                            + " --ip-permissions IpProtocol=icmpv6,FromPort=2,ToPort=0,Ipv6Ranges=[{CidrIpv6=::/0}]",
                    first));
        }
        if (groups.stream()
                .flatMap(group -> group.ipPermissionsEgress().stream())
                .noneMatch(SecurityGroupCheck::isOfIpv6)) {
            found.add(FindingKind.SECURITY_GROUP_LETS_NOTHING_OUT.found(
                    "security group " + all,
                    "lets no IPv6 out",
                    "aws ec2 authorize-security-group-egress --group-id " + first
                            + " --ip-permissions IpProtocol=-1,Ipv6Ranges=[{CidrIpv6=::/0}]",
                    first));
        }
        return found;
    }

    /** Ports that containers publish, each once as the host has it, and that no rule lets in but from members of the groups themselves. */
    private static List<Finding> ofPublished(List<Container> containers, List<SecurityGroup> groups) {
        Set<String> own = groups.stream().map(SecurityGroup::groupId).collect(Collectors.toSet());
        String first = groups.get(0).groupId();
        Map<String, List<String>> closed = new LinkedHashMap<>();
        for (Container container : containers) {
            for (PublishedPort port : container.ports()) {
                if (groups.stream()
                        .flatMap(group -> group.ipPermissions().stream())
                        .noneMatch(rule -> isAbout(rule, port) && letsOthersIn(rule, own))) {
                    closed.computeIfAbsent(
                                    "IpProtocol=" + port.protocol() + ",FromPort=" + port.hostPort() + ",ToPort="
                                            + port.hostPort(),
                                    key -> new ArrayList<>())
                            .add(port + " of container " + container.name());
                }
            }
        }
        return closed.entrySet().stream()
                .map(port -> FindingKind.PUBLISHED_PORT_IS_NOT_LET_IN.found(
                        "security group " + String.join(", ", new TreeSet<>(own)),
                        "lets nobody but its own members reach " + String.join(", ", port.getValue()),
                        "aws ec2 authorize-security-group-ingress --group-id " + first + " --ip-permissions "
                                + port.getKey() + ",Ipv6Ranges=[{CidrIpv6=::/0}]",
                        first))
                .toList();
    }

    private static boolean isAbout(IpPermission rule, PublishedPort port) {
        return EVERY.equals(rule.ipProtocol())
                || (port.protocol().equals(rule.ipProtocol())
                        && Objects.requireNonNullElse(rule.fromPort(), 0) <= port.hostPort()
                        && Objects.requireNonNullElse(rule.toPort(), LAST_PORT) >= port.hostPort());
    }

    private static boolean letsOthersIn(IpPermission rule, Set<String> own) {
        return !rule.ipv6Ranges().isEmpty()
                || !rule.prefixListIds().isEmpty()
                || rule.userIdGroupPairs().stream().anyMatch(pair -> !own.contains(pair.groupId()));
    }

    private static Finding open(SecurityGroup group, IpPermission rule) {
        boolean every = EVERY.equals(rule.ipProtocol());
        String block = rule.ipv6Ranges().stream()
                .map(range -> range.cidrIpv6())
                .filter(World::is)
                .findFirst()
                .orElse("::/0");
        return FindingKind.SECURITY_GROUP_IS_OPEN.found(
                "security group " + group.groupId(),
                "lets everything in from " + block,
                "aws ec2 revoke-security-group-ingress --group-id " + group.groupId() + " --ip-permissions IpProtocol="
                        + rule.ipProtocol()
                        + (every ? "" : ",FromPort=" + rule.fromPort() + ",ToPort=" + rule.toPort())
                        + ",Ipv6Ranges=[{CidrIpv6=" + block + "}]"
                        + "; or say exposure(Exposure.OPEN) if it is meant",
                group.groupId());
    }

    private static boolean isOpen(IpPermission rule) {
        boolean every = EVERY.equals(rule.ipProtocol())
                || (("tcp".equals(rule.ipProtocol()) || "udp".equals(rule.ipProtocol()))
                        && Objects.requireNonNullElse(rule.fromPort(), 0) <= 1
                        && Objects.requireNonNullElse(rule.toPort(), LAST_PORT) >= LAST_PORT);
        return every && isOfTheWorld(rule);
    }

    private static boolean isOfTheWorld(IpPermission rule) {
        return rule.ipv6Ranges().stream().anyMatch(range -> World.is(range.cidrIpv6()));
    }

    /** Of a prefix list it is not known what is in it; it is given the benefit of the doubt. */
    private static boolean hearsTooBig(IpPermission rule) {
        boolean about = EVERY.equals(rule.ipProtocol())
                || (ICMPV6.contains(rule.ipProtocol())
                        && (rule.fromPort() == null || rule.fromPort() == ANY || rule.fromPort() == TOO_BIG));
        return about && (isOfTheWorld(rule) || !rule.prefixListIds().isEmpty());
    }

    private static boolean isOfIpv6(IpPermission rule) {
        return !rule.ipv6Ranges().isEmpty()
                || !rule.prefixListIds().isEmpty()
                || !rule.userIdGroupPairs().isEmpty();
    }
}
