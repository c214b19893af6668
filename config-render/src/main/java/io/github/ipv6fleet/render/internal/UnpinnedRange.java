package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The part of a container network that the engine may take addresses from by itself. Engines hand them out in the order
 * in which containers start, so whatever it may take is sooner or later taken from a container that is pinned to it.
 */
final class UnpinnedRange {
    private UnpinnedRange() {}

    /**
     * Returns the largest aligned block of the network with none of the pinned addresses in it, the highest of several;
     * if every address is pinned, the two that no container can have, so that the engine finds none.
     */
    static Ipv6Block of(Ipv6Block network, Collection<Ipv6Address> pinned) {
        Ipv6Block notForContainers = new Ipv6Block(network.first(), Ipv6Block.BITS - 1);
        List<Ipv6Block> blocks = List.of(network);
        for (int bits = network.prefixLength() + 1; bits <= Ipv6Block.BITS; bits++) {
            List<Ipv6Block> occupied = new ArrayList<>();
            Ipv6Block free = null;
            for (Ipv6Block block : blocks) {
                for (int half = 0; half < 2; half++) {
                    Ipv6Block part = block.part(bits, half);
                    if (part.overlaps(notForContainers) || pinned.stream().anyMatch(part::contains)) {
                        occupied.add(part);
                    } else {
                        free = part;
                    }
                }
            }
            if (free != null) {
                return free;
            }
            blocks = occupied;
        }
        return notForContainers;
    }

    /** Returns how many containers find an address in what {@link #of} returned. */
    static long capacity(Ipv6Block network, Ipv6Block range) {
        return range.contains(network.first()) ? 0 : 1L << (Ipv6Block.BITS - range.prefixLength());
    }
}
