package io.github.ipv6fleet.net;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks sorted addresses and sorted ranges together, as ranges that neither overlap nor touch. */
final class RangeMerge {
    private final long high;
    private final long[] addresses;
    private final int addressCount;
    private final long[] ranges;
    private final int[] order;
    private final @Nullable BiConsumer<Ipv6Address, Ipv6Address> overlap;

    /** Where each of the two stands. */
    private int address;

    private int range;

    /** The range that comes next if nothing joins it. */
    private long nextFirstHigh;

    private long nextFirstLow;
    private long nextLastHigh;
    private long nextLastLow;
    private boolean hasNext;

    private long firstHigh;
    private long firstLow;
    private long lastHigh;
    private long lastLow;

    RangeMerge(
            long high,
            long[] addresses,
            int addressCount,
            long[] ranges,
            int[] order,
            @Nullable BiConsumer<Ipv6Address, Ipv6Address> overlap) {
        this.high = high;
        this.addresses = addresses;
        this.addressCount = addressCount;
        this.ranges = ranges;
        this.order = order;
        this.overlap = overlap;
        read();
    }

    long firstHigh() {
        return firstHigh;
    }

    long firstLow() {
        return firstLow;
    }

    long lastHigh() {
        return lastHigh;
    }

    long lastLow() {
        return lastLow;
    }

    /** Goes on to the next range, if there is one. */
    boolean next() {
        if (!hasNext) {
            return false;
        }
        firstHigh = nextFirstHigh;
        firstLow = nextFirstLow;
        lastHigh = nextLastHigh;
        lastLow = nextLastLow;
        read();
        while (hasNext && joins()) {
            if (Unsigned.less(lastHigh, lastLow, nextLastHigh, nextLastLow)) {
                lastHigh = nextLastHigh;
                lastLow = nextLastLow;
            }
            read();
        }
        return true;
    }

    /** Whether the next range overlaps or touches the one at hand. */
    private boolean joins() {
        if (Unsigned.less(lastHigh, lastLow, nextFirstHigh, nextFirstLow)) {
            return lastLow + 1 == nextFirstLow && nextFirstHigh == (lastLow == -1L ? lastHigh + 1 : lastHigh);
        }
        if (overlap != null) {
            boolean inside = Unsigned.less(nextLastHigh, nextLastLow, lastHigh, lastLow);
            overlap.accept(
                    new Ipv6Address(nextFirstHigh, nextFirstLow),
                    inside ? new Ipv6Address(nextLastHigh, nextLastLow) : new Ipv6Address(lastHigh, lastLow));
        }
        return true;
    }

    private void read() {
        int row = range < order.length ? order[range] * Collected.WIDTH : -1;
        if (address < addressCount
                && (row < 0 || Unsigned.less(high, addresses[address], ranges[row], ranges[row + 1]))) {
            hasNext = true;
            nextFirstHigh = high;
            nextFirstLow = addresses[address++];
            nextLastHigh = nextFirstHigh;
            nextLastLow = nextFirstLow;
        } else if (row >= 0) {
            hasNext = true;
            nextFirstHigh = ranges[row];
            nextFirstLow = ranges[row + 1];
            nextLastHigh = ranges[row + 2];
            nextLastLow = ranges[row + 3];
            range++;
        } else {
            hasNext = false;
        }
    }
}
