package io.github.ipv6fleet.net;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What was added to a set and in no order yet. Single addresses of the first /64 are kept apart, as one number each;
 * the first set that was added is in order already, and is only merged.
 */
final class Collected {
    /** A range is a row: first high, first low, last high, last low. */
    static final int WIDTH = 4;

    private Ipv6AddressSet base = Ipv6AddressSet.empty();
    private long high;
    private long[] addresses = {};
    private int addressCount;
    private long[] ranges = {};
    private int rangeCount;

    void set(Ipv6AddressSet set) {
        if (base.isEmpty()) {
            base = set;
            return;
        }
        for (int end = 0; end < 2 * set.ranges(); end += 2) {
            range(set.highAt(end), set.lowAt(end), set.highAt(end + 1), set.lowAt(end + 1));
        }
    }

    void address(long high, long low) {
        if (isFirstHigh(high)) {
            if (addressCount == addresses.length) {
                addresses = Arrays.copyOf(addresses, Math.max(16, addressCount * 2));
            }
            addresses[addressCount++] = low;
        } else {
            range(high, low, high, low);
        }
    }

    void addresses(long high, long[] lows) {
        if (isFirstHigh(high)) {
            if (addressCount + lows.length > addresses.length) {
                addresses = Arrays.copyOf(addresses, addressCount + lows.length);
            }
            System.arraycopy(lows, 0, addresses, addressCount, lows.length);
            addressCount += lows.length;
        } else {
            for (long low : lows) {
                range(high, low, high, low);
            }
        }
    }

    private boolean isFirstHigh(long high) {
        if (addressCount == 0) {
            this.high = high;
        }
        return this.high == high;
    }

    void range(long firstHigh, long firstLow, long lastHigh, long lastLow) {
        int at = rangeCount * WIDTH;
        if (at == ranges.length) {
            ranges = Arrays.copyOf(ranges, Math.max(16, at * 2));
        }
        ranges[at] = firstHigh;
        ranges[at + 1] = firstLow;
        ranges[at + 2] = lastHigh;
        ranges[at + 3] = lastLow;
        rangeCount++;
    }

    /** Returns the set; goes over everything twice, so that no array is larger than it must be. */
    Ipv6AddressSet toSet(@Nullable BiConsumer<Ipv6Address, Ipv6Address> overlap) {
        RadixSort.sort(addresses, addressCount);
        int[] order = rangesInOrder();
        int count = 0;
        boolean oneHigh = true;
        long anyHigh = 0;
        for (RangeMerge merge = merge(order, overlap); merge.next(); count++) {
            anyHigh = count == 0 ? merge.firstHigh() : anyHigh;
            oneHigh &= merge.firstHigh() == anyHigh && merge.lastHigh() == anyHigh;
        }
        long[] lows = new long[2 * count];
        long[] highs = oneHigh ? null : new long[2 * count];
        RangeMerge merge = merge(order, null);
        for (int i = 0; merge.next(); i += 2) {
            lows[i] = merge.firstLow();
            lows[i + 1] = merge.lastLow();
            if (highs != null) {
                highs[i] = merge.firstHigh();
                highs[i + 1] = merge.lastHigh();
            }
        }
        return new Ipv6AddressSet(lows, highs, oneHigh ? anyHigh : 0);
    }

    private RangeMerge merge(int[] order, @Nullable BiConsumer<Ipv6Address, Ipv6Address> overlap) {
        return new RangeMerge(base, high, addresses, addressCount, ranges, order, overlap);
    }

    private int[] rangesInOrder() {
        int[] order = new int[rangeCount];
        Arrays.setAll(order, i -> i);
        return RadixSort.arrange(RadixSort.arrange(order, ranges, WIDTH, 1), ranges, WIDTH, 0);
    }
}
