package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import org.jspecify.annotations.Nullable;

/**
 * A part of a subnet that EC2 takes only prefixes from ({@code prefix}), or nothing at all ({@code explicit}), when it
 * chooses by itself. Exactly one of the two blocks is there.
 */
public record CidrReservation(
        String id,
        long order,
        String subnetId,
        @Nullable Ipv4Block ipv4,
        @Nullable Ipv6Block ipv6,
        String type,
        String description) {

    /** The type that leaves the range to automatic prefixes. */
    public static final String PREFIX = "prefix";

    /** The type that leaves the range to the caller. */
    public static final String EXPLICIT = "explicit";

    /** Returns the range in CIDR notation. */
    public String cidr() {
        return String.valueOf(ipv4 == null ? ipv6 : ipv4);
    }
}
