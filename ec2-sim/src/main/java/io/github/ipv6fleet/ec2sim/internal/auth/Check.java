package io.github.ipv6fleet.ec2sim.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that somebody must be allowed to do: an action on a resource, and what is known about it.
 *
 * @param resource an ARN, or {@code *} for an action that has no resource
 * @param context values by condition key, which is the same in capital and small letters
 */
public record Check(String action, String resource, Map<String, List<String>> context) {
    public Check {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = copy;
    }
}
