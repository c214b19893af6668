package io.github.ipv6fleet.verification.hosts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** What security groups let in, as matches of nftables. What goes out is not restricted: the tests restrict nothing there. */
final class SecurityGroups {
    private SecurityGroups() {}

    /** Returns by the group's id what it lets in, of the hosts at these ports and of others. */
    static Map<String, List<String>> rules(Ec2Client ec2, List<VpcPort> ports) {
        Map<String, List<String>> rules = new HashMap<>();
        for (SecurityGroup group : ec2.describeSecurityGroups().securityGroups()) {
            List<String> matches = new ArrayList<>();
            for (IpPermission permission : group.ipPermissions()) {
                String what = what(permission);
                permission.ipv6Ranges().forEach(range -> matches.add("ip6 saddr " + range.cidrIpv6() + " " + what));
                permission.ipRanges().forEach(range -> matches.add("ip saddr " + range.cidrIp() + " " + what));
                permission
                        .userIdGroupPairs()
                        .forEach(pair -> ports.stream()
                                .filter(port -> port.groups().contains(pair.groupId()))
                                .forEach(port -> matches.add("iifname \"" + port.name() + "\" " + what)));
            }
            rules.put(group.groupId(), matches);
        }
        return rules;
    }

    private static String what(IpPermission permission) {
        String protocol = permission.ipProtocol();
        return switch (protocol) {
            case "-1" -> "";
            case "tcp", "udp" ->
                "meta l4proto %s th dport %d-%d".formatted(protocol, permission.fromPort(), permission.toPort());
            case "icmpv6", "58" ->
                permission.fromPort() == null || permission.fromPort() < 0
                        ? "meta l4proto ipv6-icmp"
                        : "icmpv6 type " + permission.fromPort();
            case "icmp", "1" -> "meta l4proto icmp";
            default -> throw new IllegalStateException("a rule for protocol " + protocol + " is not known here");
        };
    }
}
