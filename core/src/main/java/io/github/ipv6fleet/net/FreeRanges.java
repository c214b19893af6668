package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A walk over the addresses of a block that are in none of some sets, lowest first, in ranges that stay within one
 * /64. It stands before the first range; {@link #next} goes on. The sets are never joined, so a walk that ends early
 * reads no more of them than it passed. Makes no objects on its way. Not for use by several threads at once.
 */
public final class FreeRanges {
    private final Ipv6AddressSet[] taken;
    private final long endHigh;
    private final long endLow;

    /** Of each set the first range that is not passed yet. */
    private final int[] ranges;

    private boolean ended;
    private long fromHigh;
    private long fromLow;

    private long high;
    private long firstLow;
    private long lastLow;

    private FreeRanges(Ipv6Block block, List<Ipv6AddressSet> taken) {
        this.taken = taken.toArray(new Ipv6AddressSet[0]);
        Ipv6Address last = block.last();
        endHigh = last.high();
        endLow = last.low();
        fromHigh = block.first().high();
        fromLow = block.first().low();
        ranges = new int[this.taken.length];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = this.taken[i].firstEndingAtOrAfter(fromHigh, fromLow);
        }
    }

    /** Returns a walk over the addresses of {@code block} that are in none of the sets. */
    public static FreeRanges in(Ipv6Block block, List<Ipv6AddressSet> taken) {
        requireNonNull(block, "block");
        requireNonNull(taken, "taken");
        return new FreeRanges(block, taken);
    }

    /** Returns the upper half of the addresses of this range. */
    public long high() {
        return high;
    }

    /** Returns the lower half of the first address of this range. */
    public long firstLow() {
        return firstLow;
    }

    /** Returns the lower half of the last address of this range. */
    public long lastLow() {
        return lastLow;
    }

    /** Returns the first address of this range. */
    public Ipv6Address first() {
        return new Ipv6Address(high, firstLow);
    }

    /** Returns the last address of this range. */
    public Ipv6Address last() {
        return new Ipv6Address(high, lastLow);
    }

    /** Goes on to the next range; returns false if there is none. */
    public boolean next() {
        skipTaken();
        if (ended) {
            return false;
        }
        long stopHigh = endHigh;
        long stopLow = endLow;
        for (int i = 0; i < taken.length; i++) {
            int start = 2 * ranges[i];
            if (ranges[i] < taken[i].ranges()
                    && !Unsigned.less(stopHigh, stopLow, taken[i].highAt(start), taken[i].lowAt(start))) {
                stopLow = taken[i].lowAt(start) - 1;
                stopHigh = stopLow == -1L ? taken[i].highAt(start) - 1 : taken[i].highAt(start);
            }
        }
        high = fromHigh;
        firstLow = fromLow;
        lastLow = stopHigh == fromHigh ? stopLow : -1L;
        goBehind(high, lastLow);
        return true;
    }

    /**
     * Goes on to the next range that holds at least one whole block of a size; returns false if there is none. Where
     * addresses lie close together this is many times faster than looking at each range between them.
     *
     * @param prefixLength of the block, 65 to 128 bits
     */
    public boolean nextWith(int prefixLength) {
        if (prefixLength <= Long.SIZE || prefixLength > Ipv6Block.BITS) {
            throw new IllegalArgumentException("block of /" + prefixLength + ": must be /65 to /128");
        }
        long mask = (1L << (Ipv6Block.BITS - prefixLength)) - 1;
        while (next()) {
            boolean aligned = (firstLow & mask) == 0;
            long start = aligned ? firstLow : (firstLow | mask) + 1;
            if ((aligned || start != 0) && !Unsigned.less(high, lastLow, high, start | mask)) {
                return true;
            }
            leap(mask);
        }
        return false;
    }

    /** Goes behind ranges that are too close together for a block of that size. */
    private void leap(long mask) {
        for (int i = 0; i < taken.length; i++) {
            int range = ranges[i];
            // Of a set whose next range begins behind this place, what lies between is not looked at yet.
            if (!ended
                    && range < taken[i].ranges()
                    && !Unsigned.less(fromHigh, fromLow, taken[i].highAt(2 * range), taken[i].lowAt(2 * range))) {
                int last = taken[i].lastWithin(mask, range, endHigh, endLow);
                ranges[i] = last + 1;
                goBehindUnlessPassed(taken[i].highAt(2 * last + 1), taken[i].lowAt(2 * last + 1));
            }
        }
    }

    /** Goes behind all ranges that hold the place where we are, until none does. */
    private void skipTaken() {
        boolean moved;
        do {
            moved = false;
            for (int i = 0; i < taken.length; i++) {
                moved |= skip(i);
            }
            // Ranges of one set do not touch, so the next one is out of reach.
        } while (moved && taken.length > 1);
    }

    /** Passes the next range of one set if it does not begin behind this place. */
    private boolean skip(int i) {
        Ipv6AddressSet set = taken[i];
        int start = 2 * ranges[i];
        if (ended
                || ranges[i] == set.ranges()
                || Unsigned.less(fromHigh, fromLow, set.highAt(start), set.lowAt(start))) {
            return false;
        }
        ranges[i]++;
        goBehindUnlessPassed(set.highAt(start + 1), set.lowAt(start + 1));
        return true;
    }

    /** Goes behind the end of a range; one of another set may have led behind it already. */
    private void goBehindUnlessPassed(long high, long low) {
        if (!Unsigned.less(high, low, fromHigh, fromLow)) {
            goBehind(high, low);
        }
    }

    private void goBehind(long high, long low) {
        ended = !Unsigned.less(high, low, endHigh, endLow);
        fromHigh = low == -1L ? high + 1 : high;
        fromLow = low + 1;
    }
}
