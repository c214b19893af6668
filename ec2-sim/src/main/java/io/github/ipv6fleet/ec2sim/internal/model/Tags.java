package io.github.ipv6fleet.ec2sim.internal.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tags of every resource. Many resources have the same, so the texts are interned. */
public final class Tags {
    /** An instance, its interface and its volume. */
    private static final int FEW = 4;

    private final Map<String, SortedMap<String, String>> byResource = new TreeMap<>();

    /** Whoever has a tag, by key and value: fleets are found by their tags. */
    private final Map<Map.Entry<String, String>, Set<String>> byTag = new HashMap<>();

    public SortedMap<String, String> of(String resourceId) {
        return byResource.getOrDefault(resourceId, Collections.emptySortedMap());
    }

    /** Returns the ids of the resources with that tag, in the order in which they got it. */
    public Set<String> having(String key, String value) {
        return byTag.getOrDefault(Map.entry(key, value), Set.of());
    }

    public void put(String resourceId, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            SortedMap<String, String> all = byResource.computeIfAbsent(resourceId, id -> new TreeMap<>());
            tags.forEach((name, text) -> {
                String key = name.intern();
                String value = text.intern();
                forget(resourceId, key, all.put(key, value));
                byTag.computeIfAbsent(Map.entry(key, value), tag -> new LinkedHashSet<>(FEW))
                        .add(resourceId);
            });
        }
    }

    public void remove(String resourceId, String key) {
        SortedMap<String, String> tags = byResource.get(resourceId);
        if (tags != null) {
            forget(resourceId, key, tags.remove(key));
        }
    }

    public void removeAll(String resourceId) {
        SortedMap<String, String> tags = byResource.remove(resourceId);
        if (tags != null) {
            tags.forEach((key, value) -> forget(resourceId, key, value));
        }
    }

    /** Removes what users wrote; what begins with {@code aws:} is EC2's own. */
    public void removeUsers(String resourceId) {
        Set.copyOf(of(resourceId).keySet()).stream()
                .filter(key -> !key.startsWith("aws:"))
                .forEach(key -> remove(resourceId, key));
    }

    private void forget(String resourceId, String key, @Nullable String value) {
        if (value != null) {
            byTag.computeIfPresent(Map.entry(key, value), (tag, ids) -> {
                ids.remove(resourceId);
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    public Set<String> resources() {
        return byResource.keySet();
    }
}
