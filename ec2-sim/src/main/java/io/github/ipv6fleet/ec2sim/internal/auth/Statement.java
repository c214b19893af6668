package io.github.ipv6fleet.ec2sim.internal.auth;

import io.github.ipv6fleet.ec2sim.internal.wire.Wildcard;
import java.util.List;
import java.util.Locale;

/** One statement of a policy: it allows or denies actions on resources where its conditions hold. */
record Statement(boolean allow, List<String> actions, List<String> resources, List<Condition> conditions) {
    private static final int ARN_PARTS = 6;

    /** Returns whether the statement says something about this. */
    boolean concerns(Check check) {
        return actions.stream().anyMatch(each -> isAction(each, check.action()))
                && resources.stream().anyMatch(each -> isResource(each, check.resource()))
                && conditions.stream().allMatch(each -> each.holds(check.context()));
    }

    /** Actions are the same in capital and small letters. */
    private static boolean isAction(String pattern, String action) {
        return Wildcard.ofPolicy(pattern.toLowerCase(Locale.ROOT)).matches(action.toLowerCase(Locale.ROOT));
    }

    /** A wildcard of an ARN does not reach from one of its parts into the next. */
    private static boolean isResource(String pattern, String resource) {
        if (pattern.equals("*")) {
            return true;
        }
        String[] patterns = pattern.split(":", ARN_PARTS);
        String[] parts = resource.split(":", ARN_PARTS);
        if (patterns.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!Wildcard.ofPolicy(patterns[i]).matches(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
