package io.github.ipv6fleet.ec2sim.internal.model;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tags of every resource. */
public final class Tags {
    private final Map<String, SortedMap<String, String>> byResource = new TreeMap<>();

    public SortedMap<String, String> of(String resourceId) {
        return byResource.getOrDefault(resourceId, new TreeMap<>());
    }

    public void put(String resourceId, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            byResource.computeIfAbsent(resourceId, id -> new TreeMap<>()).putAll(tags);
        }
    }

    public void remove(String resourceId, String key) {
        SortedMap<String, String> tags = byResource.get(resourceId);
        if (tags != null) {
            tags.remove(key);
        }
    }

    public void removeAll(String resourceId) {
        byResource.remove(resourceId);
    }

    public Set<String> resources() {
        return byResource.keySet();
    }
}
