package io.github.ipv6fleet.benchmarks.peers;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A /64 in which addresses and /80s are in use, as a scan of it would bring them: in no order, none twice, no address
 * in a /80 that is in use, and none of those that EC2 reserves. The same for the same arguments.
 */
public final class Work {
    /** The subnet. */
    public static final Ipv6Block SUBNET = new Ipv6Block(new Ipv6Address(0x2001_0db8_0000_0000L, 0), 64);

    /** The upper half of every address. */
    public static final long HIGH = SUBNET.first().high();

    /** How many bits of the lower half are behind a /80. */
    public static final int PREFIX_SHIFT = 48;

    private static final int PREFIXES = 1 << 16;
    private static final int MOST_USED_PREFIXES = 20_000;
    private static final int RESERVED = 4;
    private static final long SEED = 2018;

    /** Dense work lies in this many places for each address, rounded up to a power of two. */
    private static final long DENSE = 8;

    /** 2^64 divided by the golden ratio. */
    private static final long ODD = 0x9e3779b97f4a7c15L;

    /** Where the addresses lie. */
    public enum Distribution {
        /** In the lowest places, in the way of whoever begins there. */
        DENSE,
        /** All over the /64. */
        UNIFORM
    }

    private final long[] addresses;
    private final int[] prefixes;

    /** Makes work with that many addresses, and a tenth as many /80s. */
    public Work(int used, Distribution distribution) {
        Random random = new Random(SEED);
        Set<Integer> taken = new LinkedHashSet<>();
        while (taken.size() < Math.min(used / 10, MOST_USED_PREFIXES)) {
            taken.add(1 + random.nextInt(PREFIXES - 1)); // not the first, which EC2 cannot delegate
        }
        prefixes = taken.stream().mapToInt(Integer::intValue).toArray();
        addresses = addresses(used, distribution, taken);
    }

    /** Numbers, scrambled one to one, so that none comes twice and no set of them must be kept. */
    private static long[] addresses(int used, Distribution distribution, Set<Integer> taken) {
        int bits = distribution == Distribution.DENSE ? Long.SIZE - Long.numberOfLeadingZeros(DENSE * used - 1) : 64;
        long[] addresses = new long[used];
        int size = 0;
        for (long number = 1; size < used; number++) {
            long low = scrambled(number, bits);
            boolean reserved = (low >= 0 && low < RESERVED) || low == -1L;
            if (!reserved && !taken.contains((int) (low >>> PREFIX_SHIFT))) {
                addresses[size++] = low;
            }
        }
        return addresses;
    }

    /** Products with odd numbers and shifts to the right lose nothing, on as many bits as there are. */
    private static long scrambled(long number, int bits) {
        long mask = -1L >>> (Long.SIZE - bits);
        long mixed = number;
        for (int round = 0; round < 3; round++) {
            mixed = mixed * ODD & mask;
            mixed ^= mixed >>> (bits / 2);
        }
        return mixed;
    }

    /** Returns the lower halves of the addresses in use; not a copy. */
    public long[] addresses() {
        return addresses;
    }

    /** Returns which of the 65,536 /80s are in use, as they are numbered from 0. */
    public IntStream prefixes() {
        return IntStream.of(prefixes);
    }

    /** Returns the lower half of the first address of a /80. */
    public static long firstOf(int prefix) {
        return (long) prefix << PREFIX_SHIFT;
    }

    /** Returns the lower half of the last address of a /80. */
    public static long lastOf(int prefix) {
        return firstOf(prefix) | ((1L << PREFIX_SHIFT) - 1);
    }
}
