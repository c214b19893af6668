package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/**
 * Whether the ACLs of the subnets, which remember nothing of who asked, let through what every host needs: a request for a
 * package, its answer, and the word of a router that a packet is too big. Of the rules, those that are about everybody
 * are looked at.
 */
final class NetworkAclCheck implements Check {
    /** Protocol numbers (IANA). */
    private static final String EVERY = "-1";

    private static final String TCP = "6";
    private static final String ICMPV6 = "58";

    /** Linux takes ports of its own from this range (net.ipv4.ip_local_port_range). */
    private static final int FIRST_OWN_PORT = 32_768;

    private static final int LAST_OWN_PORT = 60_999;
    private static final int HTTPS = 443;
    private static final int TOO_BIG = 2;

    /** Where the rules are that nobody can change. */
    private static final int LAST_RULE = 32_766;

    /** The place of the rule that a default ACL has for IPv6. */
    private static final int USUAL_RULE = 101;

    private record Packet(String name, boolean egress, String protocol, int portOrType) {}

    private static final List<Packet> NEEDED = List.of(
            new Packet("requests to port 443", true, TCP, HTTPS),
            new Packet("their answers", false, TCP, FIRST_OWN_PORT),
            new Packet("their answers", false, TCP, LAST_OWN_PORT));

    private static final Packet HEARD = new Packet("\"packet too big\"", false, ICMPV6, TOO_BIG);

    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.acls().stream().flatMap(List::stream).flatMap(acl -> of(acl).stream());
    }

    private static List<Finding> of(NetworkAcl acl) {
        List<Finding> found = new ArrayList<>();
        List<Packet> blocked =
                NEEDED.stream().filter(packet -> !passes(acl, packet)).toList();
        if (!blocked.isEmpty()) {
            found.add(finding(FindingKind.NETWORK_ACL_BLOCKS_IPV6, acl, blocked));
        } else if (!passes(acl, HEARD)) {
            found.add(finding(FindingKind.PACKET_TOO_BIG_IS_BLOCKED, acl, List.of(HEARD)));
        }
        return found;
    }

    private static Finding finding(FindingKind kind, NetworkAcl acl, List<Packet> blocked) {
        String names = blocked.stream().map(Packet::name).distinct().collect(Collectors.joining(" and "));
        String remedy = blocked.stream()
                .collect(Collectors.toMap(Packet::egress, packet -> packet, (one, other) -> one))
                .values()
                .stream()
                .map(packet -> "aws ec2 create-network-acl-entry --network-acl-id " + acl.networkAclId()
                        + (packet.egress() ? " --egress" : " --ingress") + " --rule-number " + free(acl, packet)
                        + " --protocol -1 --rule-action allow --ipv6-cidr-block ::/0")
                .collect(Collectors.joining(" && "));
        return kind.found(
                "network ACL " + acl.networkAclId(), "lets no " + names + " through", remedy, acl.networkAclId());
    }

    private static boolean passes(NetworkAcl acl, Packet packet) {
        return deciding(acl, packet)
                .filter(entry -> entry.ruleAction() == RuleAction.ALLOW)
                .isPresent();
    }

    private static Optional<NetworkAclEntry> deciding(NetworkAcl acl, Packet packet) {
        return acl.entries().stream()
                .filter(entry -> Boolean.TRUE.equals(entry.egress()) == packet.egress())
                .filter(entry -> World.is(entry.ipv6CidrBlock()))
                .filter(entry -> isAbout(entry, packet))
                .min(Comparator.comparing(NetworkAclEntry::ruleNumber));
    }

    private static boolean isAbout(NetworkAclEntry entry, Packet packet) {
        if (EVERY.equals(entry.protocol())) {
            return true;
        }
        if (!packet.protocol().equals(entry.protocol())) {
            return false;
        }
        if (packet.protocol().equals(TCP)) {
            return entry.portRange() == null
                    || (entry.portRange().from() <= packet.portOrType()
                            && packet.portOrType() <= entry.portRange().to());
        }
        return entry.icmpTypeCode() == null
                || entry.icmpTypeCode().type() == -1
                || entry.icmpTypeCode().type() == packet.portOrType();
    }

    /** A place before the rule that decides now. */
    private static int free(NetworkAcl acl, Packet packet) {
        Set<Integer> taken = acl.entries().stream()
                .filter(entry -> Boolean.TRUE.equals(entry.egress()) == packet.egress())
                .map(NetworkAclEntry::ruleNumber)
                .collect(Collectors.toCollection(HashSet::new));
        int before =
                Math.min(deciding(acl, packet).map(NetworkAclEntry::ruleNumber).orElse(LAST_RULE + 1), LAST_RULE + 1);
        if (USUAL_RULE < before && !taken.contains(USUAL_RULE)) {
            return USUAL_RULE;
        }
        int place = before - 1;
        while (place > 1 && taken.contains(place)) {
            place--;
        }
        return Math.max(place, 1);
    }
}
