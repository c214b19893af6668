package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who holds what is in use, for messages; put in order only when the first message asks. */
final class Holders {
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
        Map.Entry<Ipv6Address, Holding> last = inOrder.floorEntry(inUse.last());
        return last != null && last.getValue().block().overlaps(inUse)
                ? " by " + last.getValue().holder()
                : "";
    }

    private NavigableMap<Ipv6Address, Holding> ordered() {
        NavigableMap<Ipv6Address, Holding> all = new TreeMap<>();
        for (Site site : sites) {
            site.subnet().forEachHolding((block, holder) -> all.put(block.first(), new Holding(block, holder)));
        }
        return all;
    }
}
