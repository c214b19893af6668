package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * What a fleet needs once, before its first host: a key pair, a rule of its group. What is
 * there already is not written; each write repeated changes nothing.
 */
final class Groundwork {
    private static final String ICMPV6 = "icmpv6";
    private static final int EVERY_TYPE = -1;

    /** EC2 may show late what it refuses to make twice. */
    private static final int LOOKS = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Ec2Gateway ec2;
    private final List<Runnable> writes = new ArrayList<>();

    private Groundwork(Ec2Gateway ec2) {
        this.ec2 = ec2;
    }

    /** Goes by what a preflight has read, and found nothing wrong with. */
    static Groundwork of(Ec2Gateway ec2, FleetSettings settings, Seen seen) {
        Groundwork work = new Groundwork(ec2);
        ImportedKey wanted = settings.options().importedKey();
        if (wanted != null && seen.keyPair().orElse(List.of()).isEmpty()) {
            work.writes.add(() -> work.importKey(wanted));
        }
        if (settings.options().pingWithinGroup()) {
            String group = settings.securityGroups().get(0);
            if (!allowsPing(group, seen.groups().orElse(List.of()))) {
                work.writes.add(() -> work.allowPing(group));
            }
        }
        return work;
    }

    /** Writes what is missing. */
    void lay() {
        writes.forEach(Runnable::run);
    }

    /** Whether EC2 has this key by that name; refuses one that has another. */
    private boolean isThere(ImportedKey wanted) {
        Optional<KeyPairInfo> known = ec2.keyPair(wanted.name());
        if (known.isPresent() && !wanted.isThatOf(known.get())) {
            throw new PlanException(List.of(new SpecProblem(
                    "importKeyPair(\"" + wanted.name() + "\", " + wanted.key().file() + ")",
                    "EC2 has a key pair of that name with another key ("
                            + known.get().keyFingerprint() + ")",
                    "give another name, or the public half of that key")));
        }
        return known.isPresent();
    }

    private void importKey(ImportedKey wanted) {
        try {
            ec2.importKeyPair(wanted.name(), wanted.key().line());
        } catch (FleetException e) {
            // Another run was faster, or our own answer was lost.
            if (!e.code().equals(Ec2Errors.KEY_PAIR_THERE)) {
                throw e;
            }
            for (int look = 1; !isThere(wanted); look++) {
                if (look == LOOKS) {
                    throw e;
                }
                ec2.pause(BETWEEN_LOOKS);
            }
        }
    }

    /** A default group allows everything within itself, and has no need of the rule. */
    private static boolean allowsPing(String group, List<SecurityGroup> groups) {
        return groups.stream()
                .filter(each -> group.equals(each.groupId()))
                .flatMap(each -> each.ipPermissions().stream())
                .filter(Groundwork::isOfIcmpv6)
                .flatMap(rule -> rule.userIdGroupPairs().stream())
                .anyMatch(pair -> group.equals(pair.groupId()));
    }

    private static boolean isOfIcmpv6(IpPermission rule) {
        String protocol = rule.ipProtocol();
        return "-1".equals(protocol)
                || ((ICMPV6.equals(protocol) || "58".equals(protocol))
                        && (rule.fromPort() == null || rule.fromPort() == EVERY_TYPE));
    }

    private void allowPing(String group) {
        try {
            ec2.authorizeIngress(group, pingRule(group));
        } catch (FleetException e) {
            if (!e.code().equals(Ec2Errors.RULE_THERE)) {
                throw e;
            }
        }
    }

    /**
     * All of ICMPv6, not only the echo request, type 128: a host whose bridge is narrower than its uplink answers a large
     * packet by "packet too big", type 2, without which connections hang (RFC 4890, 4.3.1). Answers to a ping need no rule,
     * groups remember who asked.
     */
    static IpPermission pingRule(String group) {
        return IpPermission.builder()
                .ipProtocol(ICMPV6)
                .fromPort(EVERY_TYPE)
                .toPort(EVERY_TYPE)
                .userIdGroupPairs(UserIdGroupPair.builder()
                        .groupId(group)
                        .description("ipv6-fleet: ping within the group")
                        .build())
                .build();
    }
}
