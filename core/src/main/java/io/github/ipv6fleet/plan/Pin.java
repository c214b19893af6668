package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import org.jspecify.annotations.Nullable;

/** What a host is bound to, by its spec or because it has it already; null where it is free. */
record Pin(
        @Nullable Site site,
        @Nullable Ipv6Address address,
        @Nullable Ipv6Block block) {
    static final Pin NONE = new Pin(null, null, null);
}
