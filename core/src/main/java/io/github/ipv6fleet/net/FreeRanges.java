package io.github.ipv6fleet.net;

/**
 * A walk over the addresses of a block that are not in a set, lowest first, in ranges that stay within one /64. It
 * stands before the first range; {@link #next} goes on. Makes no objects on its way. Not for use by several threads
 * at once.
 */
public final class FreeRanges {
    private final Ipv6AddressSet taken;
    private final long endHigh;
    private final long endLow;

    /** The range of {@link #taken} that is not passed yet. */
    private int range;

    private boolean ended;
    private long fromHigh;
    private long fromLow;

    private long high;
    private long firstLow;
    private long lastLow;

    FreeRanges(Ipv6Block block, Ipv6AddressSet taken) {
        this.taken = taken;
        Ipv6Address last = block.last();
        endHigh = last.high();
        endLow = last.low();
        fromHigh = block.first().high();
        fromLow = block.first().low();
        range = taken.firstEndingAtOrAfter(fromHigh, fromLow);
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
        if (range < taken.ranges()) {
            long takenHigh = taken.highAt(2 * range);
            long takenLow = taken.lowAt(2 * range);
            if (!Unsigned.less(endHigh, endLow, takenHigh, takenLow)) {
                stopHigh = takenLow == 0 ? takenHigh - 1 : takenHigh;
                stopLow = takenLow - 1;
            }
        }
        high = fromHigh;
        firstLow = fromLow;
        lastLow = stopHigh == fromHigh ? stopLow : -1L;
        goBehind(high, lastLow);
        return true;
    }

    /** Of ranges that do not touch, at most one starts where we are, or holds the first address of the block. */
    private void skipTaken() {
        if (!ended
                && range < taken.ranges()
                && !Unsigned.less(fromHigh, fromLow, taken.highAt(2 * range), taken.lowAt(2 * range))) {
            goBehind(taken.highAt(2 * range + 1), taken.lowAt(2 * range + 1));
            range++;
        }
    }

    private void goBehind(long high, long low) {
        ended = !Unsigned.less(high, low, endHigh, endLow);
        fromHigh = low == -1L ? high + 1 : high;
        fromLow = low + 1;
    }
}
