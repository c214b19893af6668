package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import org.jspecify.annotations.Nullable;

/** A VPC. IPv4 comes in one block; IPv6, if there is any, too. */
public final class Vpc {
    private final String id;
    private final long order;
    private final Ipv4Block ipv4;
    private final boolean isDefault;
    private @Nullable Ipv6Block ipv6;

    Vpc(String id, long order, Ipv4Block ipv4, @Nullable Ipv6Block ipv6, boolean isDefault) {
        this.id = id;
        this.order = order;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.isDefault = isDefault;
    }

    public String id() {
        return id;
    }

    public long order() {
        return order;
    }

    public Ipv4Block ipv4() {
        return ipv4;
    }

    public @Nullable Ipv6Block ipv6() {
        return ipv6;
    }

    void ipv6(Ipv6Block value) {
        ipv6 = value;
    }

    public boolean isDefault() {
        return isDefault;
    }
}
