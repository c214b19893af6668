package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An EBS volume that came with an instance. */
public final class BlockVolume {
    private final String id;
    private final long order;
    private final Launch.Volume spec;
    private final Zone zone;
    private final Instant created;
    private @Nullable String instanceId;

    BlockVolume(String id, long order, Launch.Volume spec, Zone zone, Instant created) {
        this.id = id;
        this.order = order;
        this.spec = spec;
        this.zone = zone;
        this.created = created;
    }

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public Launch.Volume spec() {
        return spec;
    }

    public Zone zone() {
        return zone;
    }

    public Instant created() {
        return created;
    }

    /** Returns the instance that it is attached to; null once that has gone. */
    public @Nullable String instanceId() {
        return instanceId;
    }

    void instanceId(@Nullable String value) {
        instanceId = value;
    }

    public String status() {
        return instanceId == null ? "available" : "in-use";
    }
}
