package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Block;

/** The five addresses of a subnet that no interface can have, without a snapshot of it. */
final class Reserved {
    private static final int LAST_AT_START = 3;

    private Reserved() {}

    static boolean overlaps(Ipv6Block subnet, Ipv6Block part) {
        return part.first().compareTo(subnet.first().plus(LAST_AT_START)) <= 0 || part.contains(subnet.last());
    }
}
