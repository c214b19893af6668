package io.github.ipv6fleet.net;

/** Addresses in halves, for scans that make no objects. */
final class Unsigned {
    private Unsigned() {}

    /** Whether the first of two unsigned 128-bit numbers is the smaller one. */
    static boolean less(long high, long low, long otherHigh, long otherLow) {
        return high == otherHigh
                ? low + Long.MIN_VALUE < otherLow + Long.MIN_VALUE
                : high + Long.MIN_VALUE < otherHigh + Long.MIN_VALUE;
    }
}
