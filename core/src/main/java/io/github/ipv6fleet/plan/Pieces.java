package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.FreeRanges;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;

/**
 * The free space in the order in which single addresses are taken from it: first, from below, what EC2 can no longer
 * delegate, because its /80 holds something already or reaches out of the space; then, from below, the /80s that are
 * whole. So 100,000 hosts with addresses break no /80 as long as a broken one has room.
 */
final class Pieces {
    static final int BROKEN = 0;
    static final int WHOLE = 1;
    static final int END = 2;

    private final Ipv6Block space;
    private final List<Ipv6AddressSet> taken;

    /** Ones for the bits behind the prefix of a delegated block. */
    private final long mask;

    private final int delegatedBits;

    private int phase;
    private FreeRanges free;
    private long high;
    private long first;
    private long last;

    /** What is left of a range behind its whole blocks. */
    private boolean hasTail;

    private long tailFirst;
    private long tailLast;

    /**
     * Stands before the first piece.
     *
     * @param delegatedBits size of what EC2 delegates: 80, in tests also less
     * @param phase {@link #BROKEN}, or {@link #WHOLE} to begin with the whole blocks
     */
    Pieces(Ipv6Block space, List<Ipv6AddressSet> taken, int delegatedBits, int phase) {
        this.space = space;
        this.taken = taken;
        this.delegatedBits = delegatedBits;
        this.mask = (1L << (Ipv6Block.BITS - delegatedBits)) - 1;
        this.phase = phase;
        this.free = FreeRanges.in(space, taken);
    }

    int phase() {
        return phase;
    }

    long high() {
        return high;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    /** Goes on to the next piece; false, and {@link #END} as the phase, if there is none. */
    boolean next() {
        while (phase != END) {
            if (hasTail) {
                hasTail = false;
                return at(tailFirst, tailLast);
            }
            if (phase == WHOLE ? free.nextWith(delegatedBits) : free.next()) {
                high = free.high();
                if (split(free.firstLow(), free.lastLow())) {
                    return true;
                }
            } else {
                phase++;
                free = FreeRanges.in(space, taken);
            }
        }
        return false;
    }

    /** Finds the part of a free range that belongs to this phase. Ends are included, for 2^64 is no number here. */
    private boolean split(long from, long to) {
        boolean aligned = (from & mask) == 0;
        boolean ends = (to & mask) == mask;
        long wholeFirst = aligned ? from : (from | mask) + 1;
        long wholeLast = ends ? to : (to & ~mask) - 1;
        boolean startsInside = aligned || wholeFirst != 0;
        boolean endsInside = ends || wholeLast != -1L;
        boolean whole = startsInside && endsInside && Long.compareUnsigned(wholeFirst, wholeLast) <= 0;
        if (phase == WHOLE) {
            return whole && at(wholeFirst, wholeLast);
        }
        if (!whole) {
            return at(from, to);
        }
        hasTail = !ends;
        tailFirst = wholeLast + 1;
        tailLast = to;
        return !aligned && at(from, wholeFirst - 1);
    }

    private boolean at(long from, long to) {
        first = from;
        last = to;
        return true;
    }
}
