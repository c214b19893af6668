package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The IPv6 block of a subnet, and who holds what of it: single addresses and delegated prefixes never overlap. */
public final class Ipv6Space {
    private final Ipv6Block block;
    private final List<Ipv6Block> edges;
    private final TreeMap<Ipv6, Ipv6Block> used = new TreeMap<>();

    Ipv6Space(Ipv6Block block) {
        this.block = block;
        // Amazon VPC User Guide, "Subnet sizing for IPv6": the first four and the last address
        this.edges = List.of(new Ipv6Block(block.first(), 126), Ipv6Block.single(block.last()));
    }

    public Ipv6Block block() {
        return block;
    }

    /** Returns whether part of the range is one of the five addresses that nobody gets. */
    public boolean reserved(Ipv6Block range) {
        return edge(range) != null;
    }

    /** Returns whether part of the range is held by an interface. */
    public boolean inUse(Ipv6Block range) {
        return holder(range) != null;
    }

    public void take(Ipv6Block range) {
        used.put(range.first(), range);
    }

    public void release(Ipv6Block range) {
        used.remove(range.first());
    }

    public boolean isUnused() {
        return used.isEmpty();
    }

    /** Returns a free address that no reservation covers, at or after a random place; null when there is none. */
    @Nullable
    Ipv6 freeAddress(Ids ids, List<Ipv6Block> reservations) {
        Ipv6Block free =
                free(block, 128, ids, range -> firstOf(edge(range), holder(range), overlap(reservations, range)));
        return free == null ? null : free.first();
    }

    /** Returns a free /80 of the range; null when there is none. */
    @Nullable
    Ipv6Block freePrefix(Ids ids, Ipv6Block within, List<Ipv6Block> explicit, boolean edgesAllowed) {
        return free(
                within,
                80,
                ids,
                range -> firstOf(edgesAllowed ? null : edge(range), holder(range), overlap(explicit, range)));
    }

    /** Goes from a random place to the end, then from the beginning, and jumps over each obstacle in one step. */
    private static @Nullable Ipv6Block free(
            Ipv6Block within, int length, Ids ids, Function<Ipv6Block, @Nullable Ipv6Block> obstacle) {
        if (within.length() > length) {
            return null;
        }
        Ipv6 random = ids.anyAddress();
        Ipv6 low = within.first();
        Ipv6 high = within.last();
        // the host bits of the random address, behind the network bits of the range
        Ipv6 start = new Ipv6(
                low.high() | (random.high() & (low.high() ^ high.high())),
                low.low() | (random.low() & (low.low() ^ high.low())));
        for (Ipv6 from : List.of(start, low)) {
            Ipv6Block candidate = Ipv6Block.around(from, length);
            while (within.contains(candidate)) {
                Ipv6Block blocker = obstacle.apply(candidate);
                if (blocker == null) {
                    return candidate;
                }
                Ipv6 end = blocker.last().compareTo(candidate.last()) > 0 ? blocker.last() : candidate.last();
                if (end.compareTo(high) >= 0) {
                    break;
                }
                candidate = Ipv6Block.around(end.next(), length);
            }
        }
        return null;
    }

    private @Nullable Ipv6Block holder(Ipv6Block range) {
        // blocks in use are disjoint, so only the last one that starts within or before the range can overlap it
        Map.Entry<Ipv6, Ipv6Block> entry = used.floorEntry(range.last());
        return entry != null && entry.getValue().last().compareTo(range.first()) >= 0 ? entry.getValue() : null;
    }

    private @Nullable Ipv6Block edge(Ipv6Block range) {
        return overlap(edges, range);
    }

    private static @Nullable Ipv6Block overlap(List<Ipv6Block> blocks, Ipv6Block range) {
        for (Ipv6Block each : blocks) {
            if (each.overlaps(range)) {
                return each;
            }
        }
        return null;
    }

    private static @Nullable Ipv6Block firstOf(@Nullable Ipv6Block... blocks) {
        for (Ipv6Block each : blocks) {
            if (each != null) {
                return each;
            }
        }
        return null;
    }

    /** Returns what is in use, in the order of addresses. */
    public List<Ipv6Block> used() {
        return new ArrayList<>(used.values());
    }
}
