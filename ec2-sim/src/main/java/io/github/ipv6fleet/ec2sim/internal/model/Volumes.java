package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every volume. */
public final class Volumes {
    private final Map<String, BlockVolume> byId = new LinkedHashMap<>();

    public Map<String, BlockVolume> byId() {
        return byId;
    }

    /** Makes the volumes of a launch for one instance; returns their ids, in the order of the launch. */
    List<String> make(World world, Launch launch, Zone zone) {
        List<String> ids = new ArrayList<>();
        Instant now = launch.time();
        for (Launch.Volume each : launch.volumes()) {
            BlockVolume made = new BlockVolume(world.ids().next("vol"), world.nextOrder(), each, zone, now);
            byId.put(made.id(), made);
            ids.add(made.id());
        }
        return ids;
    }

    void attach(Instance instance) {
        instance.volumeIds().forEach(id -> {
            BlockVolume each = byId.get(id);
            if (each != null) {
                each.instanceId(instance.id());
            }
        });
    }

    /** Takes them from an instance that has gone: some go with it, the others stay. */
    void release(Instance instance, Tags tags, boolean all) {
        for (String id : instance.volumeIds()) {
            BlockVolume each = byId.get(id);
            if (each == null) {
                continue;
            }
            if (all || each.spec().deleteOnTermination()) {
                byId.remove(id);
                tags.removeAll(id);
            } else {
                each.instanceId(null);
            }
        }
    }
}
