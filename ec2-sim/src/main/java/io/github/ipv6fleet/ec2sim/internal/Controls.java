package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.Map;

/**
 * What whoever owns the simulator tells it about the world, beside the calls: kept and repeated as they are, and never
 * taken from a connection.
 */
public final class Controls {
    /** The beginning of what EC2's clients cannot say. */
    public static final String OWN = "ec2-sim:";

    private static final String CAPACITY = OWN + "Capacity";

    private Controls() {}

    /** Returns what limits the capacity. */
    public static Map<String, String> capacity(String type, String zone, int instances) {
        return Map.of("Action", CAPACITY, "Type", type, "Zone", zone, "Instances", Integer.toString(instances));
    }

    /** Returns whether it is one of these, and no call. */
    public static boolean isOne(Map<String, String> fields) {
        return fields.getOrDefault("Action", "").startsWith(OWN);
    }

    static void apply(World world, Map<String, String> fields) {
        world.capacity()
                .limit(
                        fields.getOrDefault("Type", ""),
                        fields.getOrDefault("Zone", ""),
                        Integer.parseInt(fields.getOrDefault("Instances", "0")));
    }
}
