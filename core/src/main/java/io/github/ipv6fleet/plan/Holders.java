package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who holds what is in use, for messages; put in order only when the first message asks. */
final class Holders {
    private static final int SHOWN = 3;

    private final List<Site> sites;
    private @Nullable NavigableMap<Ipv6Address, Holding> inOrder;

    private record Holding(Ipv6Block block, String holder) {}

    Holders(List<Site> sites) {
        this.sites = sites;
    }

    /** Returns " by such-and-such" for a block in use, or nothing if that was not said. */
    String of(Ipv6Block inUse) {
        if (inOrder == null) {
            inOrder = ordered();
        }
        // What is in use does not overlap, so at most one holding reaches in from before; the others begin inside.
        Ipv6Address from = Objects.requireNonNullElse(inOrder.floorKey(inUse.first()), inUse.first());
        List<String> names = inOrder.subMap(from, true, inUse.last(), true).values().stream()
                .filter(held -> held.block().overlaps(inUse))
                .map(Holding::holder)
                .distinct()
                .toList();
        if (names.size() > SHOWN) {
            return " by " + String.join(", ", names.subList(0, SHOWN)) + " and " + (names.size() - SHOWN) + " more";
        }
        return names.isEmpty() ? "" : " by " + String.join(" and ", names);
    }

    private NavigableMap<Ipv6Address, Holding> ordered() {
        NavigableMap<Ipv6Address, Holding> all = new TreeMap<>();
        for (Site site : sites) {
            site.subnet().forEachHolding((block, holder) -> all.put(block.first(), new Holding(block, holder)));
        }
        return all;
    }
}
