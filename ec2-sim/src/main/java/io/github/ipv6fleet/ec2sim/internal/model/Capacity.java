package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.util.HashMap;
import java.util.Map;

/** How many instances of a type there is room for in a zone; where nothing was said there is room for any number. */
public final class Capacity {
    private final Map<String, Integer> limits = new HashMap<>();

    public void limit(String type, String zone, int instances) {
        limits.put(type + " " + zone, instances);
    }

    /** Refuses one more instance where there is no room; stopped instances take none. */
    public void check(World world, String type, String zone) {
        Integer limit = limits.get(type + " " + zone);
        if (limit != null && running(world, type, zone) >= limit) {
            throw Ec2Error.noCapacity(type, zone);
        }
    }

    private static long running(World world, String type, String zone) {
        return world.instances().values().stream()
                .filter(each -> each.launch().type().name().equals(type))
                .filter(each -> each.subnet().zone().name().equals(zone))
                .filter(each -> switch (each.state(world.now())) {
                    case PENDING, RUNNING, STOPPING -> true;
                    default -> false;
                })
                .count();
    }
}
