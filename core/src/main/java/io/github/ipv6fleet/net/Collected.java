package io.github.ipv6fleet.net;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What was added to a set and in no order yet. Single addresses of the first /64 are kept apart, as one number each. */
final class Collected {
    /** A range is a row: first high, first low, last high, last low. */
    static final int WIDTH = 4;

    private long high;
    private long[] addresses = {};
    private int addressCount;
    private long[] ranges = {};
    private int rangeCount;

    void set(Ipv6AddressSet set) {
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
                addresses = Arrays.copyOf(addresses, Math.max(addressCount + lows.length, addressCount * 2));
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

    /** Returns the set, and tells of everything that was added more than once. */
    Ipv6AddressSet toSet(@Nullable BiConsumer<Ipv6Address, Ipv6Address> overlap) {
        RadixSort.sort(addresses, addressCount);
        int most = 2 * (runs() + rangeCount);
        long[] lows = new long[most];
        long anyHigh = addressCount > 0 ? high : rangeCount > 0 ? ranges[0] : 0;
        long[] highs = allHave(anyHigh) ? null : new long[most];
        int end = 0;
        for (RangeMerge merge = new RangeMerge(high, addresses, addressCount, ranges, rangesInOrder(), overlap);
                merge.next();
                end += 2) {
            lows[end] = merge.firstLow();
            lows[end + 1] = merge.lastLow();
            if (highs != null) {
                highs[end] = merge.firstHigh();
                highs[end + 1] = merge.lastHigh();
            }
        }
        return highs == null
                ? new Ipv6AddressSet(cut(lows, end), null, anyHigh)
                : new Ipv6AddressSet(cut(lows, end), cut(highs, end), 0);
    }

    /** How many ranges the sorted addresses make, as a bound for the size of the set: memory matters here. */
    private int runs() {
        int runs = Math.min(addressCount, 1);
        for (int i = 1; i < addressCount; i++) {
            runs += (addresses[i] - addresses[i - 1]) >>> 1 == 0 ? 0 : 1;
        }
        return runs;
    }

    private boolean allHave(long high) {
        for (int i = 0; i < rangeCount * WIDTH; i += 2) {
            if (ranges[i] != high) {
                return false;
            }
        }
        return true;
    }

    private static long[] cut(long[] all, int length) {
        return length == all.length ? all : Arrays.copyOf(all, length);
    }

    private int[] rangesInOrder() {
        int[] order = new int[rangeCount];
        for (int i = 0; i < rangeCount; i++) {
            order[i] = i;
        }
        return RadixSort.arrange(RadixSort.arrange(order, ranges, WIDTH, 1), ranges, WIDTH, 0);
    }
}
