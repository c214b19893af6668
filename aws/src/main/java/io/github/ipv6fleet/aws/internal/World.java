package io.github.ipv6fleet.aws.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The blocks by which rules and routes mean everybody. */
final class World {
    /** All of IPv6, and what of it is global unicast (RFC 4291, 2.4; IANA has given out nothing else). */
    private static final Set<String> BLOCKS = Set.of("::/0", "2000::/3");

    private World() {}

    static boolean is(@Nullable String block) {
        return block != null && BLOCKS.contains(block);
    }
}
