package io.github.ipv6fleet.net;

import java.util.Arrays;

/**
 * Sorts unsigned numbers digit by digit, the lowest first, and passes over digits in which no two keys differ: live
 * addresses share most of their bits.
 */
final class RadixSort {
    /** 2,048 counters stay in the first-level cache; a 64-bit key is six digits. */
    private static final int DIGIT_BITS = 11;

    private static final int BUCKETS = 1 << DIGIT_BITS;

    private RadixSort() {}

    /** Sorts the first {@code size} keys in place. */
    static void sort(long[] keys, int size) {
        long differing = 0;
        boolean sorted = true;
        for (int i = 1; i < size; i++) {
            differing |= keys[i] ^ keys[0];
            sorted &= keys[i - 1] + Long.MIN_VALUE <= keys[i] + Long.MIN_VALUE;
        }
        if (sorted) {
            return;
        }
        long[] from = keys;
        long[] to = new long[size];
        int[] starts = new int[BUCKETS];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((differing >>> shift & (BUCKETS - 1)) == 0) {
                continue;
            }
            Arrays.fill(starts, 0);
            for (int i = 0; i < size; i++) {
                starts[digit(from[i], shift)]++;
            }
            toStarts(starts);
            for (int i = 0; i < size; i++) {
                long key = from[i];
                to[starts[digit(key, shift)]++] = key;
            }
            long[] sortedSoFar = to;
            to = from;
            from = sortedSoFar;
        }
        if (from != keys) {
            System.arraycopy(from, 0, keys, 0, size);
        }
    }

    /**
     * Returns {@code order} arranged so that the keys it points to ascend; of equal keys the order stays.
     *
     * @param table rows of {@code width} numbers
     * @param column the place of the key in a row
     */
    static int[] arrange(int[] order, long[] table, int width, int column) {
        long differing = 0;
        for (int row : order) {
            differing |= table[row * width + column] ^ table[order[0] * width + column];
        }
        int[] from = order;
        int[] to = new int[order.length];
        int[] starts = new int[BUCKETS];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if ((differing >>> shift & (BUCKETS - 1)) == 0) {
                continue;
            }
            Arrays.fill(starts, 0);
            for (int row : from) {
                starts[digit(table[row * width + column], shift)]++;
            }
            toStarts(starts);
            for (int row : from) {
                to[starts[digit(table[row * width + column], shift)]++] = row;
            }
            int[] arranged = to;
            to = from;
            from = arranged;
        }
        return from;
    }

    private static int digit(long key, int shift) {
        return (int) (key >>> shift) & (BUCKETS - 1);
    }

    private static void toStarts(int[] counts) {
        int start = 0;
        for (int i = 0; i < BUCKETS; i++) {
            int count = counts[i];
            counts[i] = start;
            start += count;
        }
    }
}
