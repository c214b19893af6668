package io.github.ipv6fleet.ec2sim.internal.model;

import org.jspecify.annotations.Nullable;

/** An internet gateway, or an egress-only one, which is attached from the start. */
public final class Gateway {
    private final String id;
    private final long order;
    private final boolean egressOnly;
    private @Nullable String vpcId;

    Gateway(String id, long order, boolean egressOnly, @Nullable String vpcId) {
        this.id = id;
        this.order = order;
        this.egressOnly = egressOnly;
        this.vpcId = vpcId;
    }

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public boolean egressOnly() {
        return egressOnly;
    }

    /** Returns the VPC that it is attached to. */
    public @Nullable String vpcId() {
        return vpcId;
    }

    public void vpcId(@Nullable String value) {
        vpcId = value;
    }
}
