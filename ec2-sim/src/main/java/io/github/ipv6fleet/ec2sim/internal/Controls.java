package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.internal.auth.Rules;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceTypes;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.Map;

/**
 * What whoever owns the simulator tells it about the world, beside the calls: kept and repeated as they are, and never
 * taken from a connection.
 */
public final class Controls {
    /** The beginning of what EC2's clients cannot say. */
    public static final String OWN = "ec2-sim:";

    private static final String ALLOW_ONLY = OWN + "AllowOnly";
    private static final String CAPACITY = OWN + "Capacity";

    private Controls() {}

    /**
     * Returns what limits the capacity.
     *
     * @throws IllegalArgumentException if the number is negative, or there is no such type or zone
     */
    public static Map<String, String> capacity(World world, String type, String zone, int instances) {
        if (instances < 0) {
            throw new IllegalArgumentException("capacity of " + instances + " instances: give zero or more");
        }
        if (InstanceTypes.find(type) == null) {
            throw new IllegalArgumentException("\"" + type + "\" is no instance type that is simulated");
        }
        if (world.zones().stream().noneMatch(each -> each.name().equals(zone))) {
            throw new IllegalArgumentException(
                    "\"" + zone + "\" is no zone of us-east-1; give us-east-1a to us-east-1f");
        }
        return Map.of("Action", CAPACITY, "Type", type, "Zone", zone, "Instances", Integer.toString(instances));
    }

    /** Returns what limits the permissions. */
    public static Map<String, String> allowOnly(Rules rules) {
        return Map.of("Action", ALLOW_ONLY, "Document", rules.document());
    }

    /** Returns whether it is one of these, and no call. */
    public static boolean isOne(Map<String, String> fields) {
        return fields.getOrDefault("Action", "").startsWith(OWN);
    }

    static void apply(World world, Map<String, String> fields) {
        if (ALLOW_ONLY.equals(fields.get("Action"))) {
            world.rules(Rules.parse(fields.getOrDefault("Document", "")));
            return;
        }
        world.capacity()
                .limit(
                        fields.getOrDefault("Type", ""),
                        fields.getOrDefault("Zone", ""),
                        Integer.parseInt(fields.getOrDefault("Instances", "0")));
    }
}
