package io.github.ipv6fleet.benchmarks.peers;

import java.util.Arrays;

/** Sorting for peers that are helped: every one of them is faster when what it gets is in order. */
final class Sorted {
    private Sorted() {}

    /** Returns the addresses in the order of signed numbers after their highest bit was flipped: that of unsigned ones. */
    static long[] flipped(Work work) {
        long[] keys = work.addresses().clone();
        for (int i = 0; i < keys.length; i++) {
            keys[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(keys);
        return keys;
    }

    /** Returns the lower halves, from below. */
    static long[] lows(Work work) {
        long[] lows = flipped(work);
        for (int i = 0; i < lows.length; i++) {
            lows[i] ^= Long.MIN_VALUE;
        }
        return lows;
    }
}
