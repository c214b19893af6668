package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A launch template: parameters of RunInstances that are kept, in versions that never change. */
public final class LaunchTemplate {
    private final String id;
    private final long order;
    private final String name;
    private final Instant created;
    private final boolean latestIsLeft;
    private final NavigableMap<Long, Version> versions = new TreeMap<>();
    private long lastNumber;
    private long defaultNumber = 1;

    /** @param latestIsLeft whether after a deletion the latest version is the highest that is left, not the last one made */
    public LaunchTemplate(String id, long order, String name, Instant created, boolean latestIsLeft) {
        this.id = id;
        this.order = order;
        this.name = name;
        this.created = created;
        this.latestIsLeft = latestIsLeft;
    }

    /** One version; {@code data} are the parameters under their names on the wire. */
    public record Version(long number, String description, Instant created, NavigableMap<String, String> data) {}

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public String name() {
        return name;
    }

    public Instant created() {
        return created;
    }

    /** Returns the versions by their numbers; the caller may remove some. */
    public NavigableMap<Long, Version> versions() {
        return versions;
    }

    /** Adds a version under the next number; numbers of deleted versions do not come again. */
    public Version add(String description, Instant now, NavigableMap<String, String> data) {
        Version made = new Version(++lastNumber, description, now, data);
        versions.put(made.number(), made);
        return made;
    }

    public long defaultNumber() {
        return defaultNumber;
    }

    public void defaultNumber(long number) {
        defaultNumber = number;
    }

    /** Returns the number of the version that is called the latest. */
    public long latestNumber() {
        return latestIsLeft ? versions.lastKey() : lastNumber;
    }
}
