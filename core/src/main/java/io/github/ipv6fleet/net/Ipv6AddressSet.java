package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressSeqRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of IPv6 addresses, kept as sorted ranges that neither overlap nor touch; a whole /80 costs as much as one
 * address: 16 bytes where all addresses are in one /64, else 32. Empty by default; immutable, safe for use by several
 * threads.
 */
public final class Ipv6AddressSet {
    private static final Ipv6AddressSet EMPTY = new Ipv6AddressSet(new long[0], null, 0);

    /** Ranges in order, both ends included: first and last of range {@code i} at {@code 2 * i} and behind it. */
    private final long[] lows;

    /** The upper halves, in the places of the lower ones; null where {@link #high} is that of every address. */
    private final long @Nullable [] highs;

    private final long high;

    Ipv6AddressSet(long[] lows, long @Nullable [] highs, long high) {
        this.lows = lows;
        this.highs = highs;
        this.high = high;
    }

    /** Returns the set without addresses. */
    public static Ipv6AddressSet empty() {
        return EMPTY;
    }

    /** Returns a builder of an empty set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns whether no address is in the set. */
    public boolean isEmpty() {
        return lows.length == 0;
    }

    /** Returns the number of ranges. */
    public int ranges() {
        return lows.length / 2;
    }

    /** Returns whether {@code address} is in the set. */
    public boolean contains(Ipv6Address address) {
        return overlaps(requireNonNull(address, "address"), address);
    }

    /** Returns whether every address of {@code block} is in the set. */
    public boolean contains(Ipv6Block block) {
        Ipv6Address last = requireNonNull(block, "block").last();
        int at = firstEndingAtOrAfter(last.high(), last.low());
        return at < ranges() && first(at).compareTo(block.first()) <= 0;
    }

    /** Returns whether at least one address of {@code block} is in the set. */
    public boolean overlaps(Ipv6Block block) {
        return overlaps(requireNonNull(block, "block").first(), block.last());
    }

    private boolean overlaps(Ipv6Address first, Ipv6Address last) {
        int at = firstEndingAtOrAfter(first.high(), first.low());
        return at < ranges() && first(at).compareTo(last) <= 0;
    }

    /** Calls {@code action} with the first and last address of each range, in order. */
    public void forEachRange(BiConsumer<Ipv6Address, Ipv6Address> action) {
        requireNonNull(action, "action");
        for (int i = 0; i < ranges(); i++) {
            action.accept(first(i), last(i));
        }
    }

    /** Returns a walk over the addresses of {@code block} that are not in the set. */
    public FreeRanges freeIn(Ipv6Block block) {
        return FreeRanges.in(requireNonNull(block, "block"), List.of(this));
    }

    /** Converts to IPAddress: the ranges, in order. */
    public List<IPv6AddressSeqRange> toIPAddress() {
        return Ranges.of(this);
    }

    Ipv6Address first(int range) {
        return new Ipv6Address(highAt(2 * range), lows[2 * range]);
    }

    Ipv6Address last(int range) {
        return new Ipv6Address(highAt(2 * range + 1), lows[2 * range + 1]);
    }

    /** Upper half of the first address of a range, or with an odd {@code end} of its last. */
    long highAt(int end) {
        return highs == null ? high : highs[end];
    }

    long lowAt(int end) {
        return lows[end];
    }

    /**
     * Returns the last range up to that end, or one soon behind it, which no gap larger than {@code gap} parts from
     * {@code range}. Where a whole stretch of ranges is no longer than the gap, no gap in it is larger: after some single
     * steps, stretches are passed in one, each twice as long as the one before while that goes well.
     */
    int lastWithin(long gap, int range, long endHigh, long endLow) {
        if (highs != null) {
            return range; // sets over several /64s are small
        }
        long stop = endHigh == high ? endLow : -1L;
        int at = 2 * range + 1;
        int step = 2;
        int singles = 8;
        while (step > 1 && Long.compareUnsigned(lows[at], stop) < 0) {
            if (step < lows.length - at && Long.compareUnsigned(lows[at + step - 1] - lows[at] - 1, gap) <= 0) {
                at += step;
                step = --singles < 0 ? step * 2 : step;
            } else {
                step /= 2;
            }
        }
        return at / 2;
    }

    int firstEndingAtOrAfter(long high, long low) {
        int from = 0;
        int to = ranges();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int end = 2 * middle + 1;
            if (Unsigned.less(highAt(end), lows[end], high, low)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    public boolean equals(Object other) {
        // A set in one /64 never has upper halves of its own, so two forms of one set do not exist.
        return other instanceof Ipv6AddressSet set
                && Arrays.equals(lows, set.lows)
                && Arrays.equals(highs, set.highs)
                && high == set.high;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(lows) + Arrays.hashCode(highs)) + Long.hashCode(high);
    }

    /** Returns the ranges, such as {@code [2001:db8::1, 2001:db8::8-2001:db8::b]}. */
    @Override
    public String toString() {
        List<String> text = new ArrayList<>();
        forEachRange((first, last) -> text.add(first.equals(last) ? first.toString() : first + "-" + last));
        return text.toString();
    }

    /**
     * Collects addresses, ranges and blocks in any order, also twice. Addresses of the /64 that comes first cost 8
     * bytes each until the set is built, everything else 32. Not for use by several threads at once.
     */
    public static final class Builder {
        private final Collected collected = new Collected();

        private Builder() {}

        /** Adds one address. */
        public Builder add(Ipv6Address address) {
            collected.address(requireNonNull(address, "address").high(), address.low());
            return this;
        }

        /** Adds an address or a block, such as {@code 2001:db8::5} or {@code 2001:db8:0:0:1::/80}. */
        public Builder add(String addressOrBlock) {
            return requireNonNull(addressOrBlock, "addressOrBlock").indexOf('/') < 0
                    ? add(Ipv6Address.parse(addressOrBlock))
                    : add(Ipv6Block.parse(addressOrBlock));
        }

        /** Adds every address of {@code block}. */
        public Builder add(Ipv6Block block) {
            return add(requireNonNull(block, "block").first(), block.last());
        }

        /** Adds every address from {@code first} to {@code last}, both included. */
        public Builder add(Ipv6Address first, Ipv6Address last) {
            if (requireNonNull(first, "first").compareTo(requireNonNull(last, "last")) > 0) {
                throw new InvalidAddressException(
                        first + "-" + last, "the range ends before it starts", "write it as " + last + "-" + first);
            }
            collected.range(first.high(), first.low(), last.high(), last.low());
            return this;
        }

        /** Adds every address of {@code set}. */
        public Builder add(Ipv6AddressSet set) {
            collected.set(requireNonNull(set, "set"));
            return this;
        }

        /**
         * Adds many addresses of one /64.
         *
         * @param high the upper half of each
         * @param lows the lower halves, in any order; not kept
         */
        public Builder addAll(long high, long... lows) {
            collected.addresses(high, requireNonNull(lows, "lows"));
            return this;
        }

        /**
         * Adds what an address of IPAddress stands for: one, a block or a range.
         *
         * @throws InvalidAddressException if it has a zone, or stands for several ranges
         */
        public Builder add(IPv6Address addresses) {
            Ranges.addTo(this, requireNonNull(addresses, "addresses"));
            return this;
        }

        /**
         * Adds a range of IPAddress.
         *
         * @throws InvalidAddressException if it is not of IPv6
         */
        public Builder add(IPAddressSeqRange range) {
            Ranges.addTo(this, requireNonNull(range, "range"));
            return this;
        }

        /** Returns the set of all that was added; the builder can be used further. */
        public Ipv6AddressSet build() {
            return collected.toSet(null);
        }

        /** Returns the set of all that was added, and tells of everything that was added more than once. */
        Ipv6AddressSet build(BiConsumer<Ipv6Address, Ipv6Address> overlap) {
            return collected.toSet(overlap);
        }
    }
}
