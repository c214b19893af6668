package io.github.ipv6fleet.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A set of IPv6 addresses, kept as sorted ranges that neither overlap nor touch; a whole /80 costs as much as one
 * address. Empty by default; immutable, safe for use by several threads.
 */
public final class Ipv6AddressSet {
    private static final Ipv6AddressSet EMPTY = new Builder().build();

    private final List<Range> ranges;

    private Ipv6AddressSet(List<Range> ranges) {
        this.ranges = ranges;
    }

    /** A run of addresses, both ends included. */
    private record Range(Ipv6Address first, Ipv6Address last) {}

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
        return ranges.isEmpty();
    }

    /** Returns whether {@code address} is in the set. */
    public boolean contains(Ipv6Address address) {
        return overlaps(address, address);
    }

    /** Returns whether at least one address of {@code block} is in the set. */
    public boolean overlaps(Ipv6Block block) {
        return overlaps(block.first(), block.last());
    }

    private boolean overlaps(Ipv6Address first, Ipv6Address last) {
        int at = firstEndingAtOrAfter(first);
        return at < ranges.size() && ranges.get(at).first().compareTo(last) <= 0;
    }

    /** Calls {@code action} with the first and last address of each range, in order. */
    public void forEachRange(BiConsumer<Ipv6Address, Ipv6Address> action) {
        ranges.forEach(range -> action.accept(range.first(), range.last()));
    }

    private int firstEndingAtOrAfter(Ipv6Address address) {
        int low = 0;
        int high = ranges.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ranges.get(middle).last().compareTo(address) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ipv6AddressSet set && ranges.equals(set.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    /** Returns the ranges, such as {@code [2001:db8::1, 2001:db8::8-2001:db8::b]}. */
    @Override
    public String toString() {
        return ranges.stream()
                .map(r -> r.first().equals(r.last()) ? r.first().toString() : r.first() + "-" + r.last())
                .toList()
                .toString();
    }

    /** Collects addresses and blocks in any order, also twice. Not for use by several threads at once. */
    public static final class Builder {
        private final List<Range> added = new ArrayList<>();

        private Builder() {}

        /** Adds one address. */
        public Builder add(Ipv6Address address) {
            added.add(new Range(address, address));
            return this;
        }

        /** Adds every address of {@code block}. */
        public Builder add(Ipv6Block block) {
            added.add(new Range(block.first(), block.last()));
            return this;
        }

        /** Adds every address of {@code set}. */
        public Builder add(Ipv6AddressSet set) {
            added.addAll(set.ranges);
            return this;
        }

        /** Returns the set of all that was added; the builder can be used further. */
        public Ipv6AddressSet build() {
            List<Range> sorted = new ArrayList<>(added);
            sorted.sort(Comparator.comparing(Range::first));
            List<Range> merged = new ArrayList<>();
            for (Range range : sorted) {
                int end = merged.size() - 1;
                if (end >= 0 && reaches(merged.get(end).last(), range.first())) {
                    Range before = merged.get(end);
                    boolean longer = range.last().compareTo(before.last()) > 0;
                    merged.set(end, new Range(before.first(), longer ? range.last() : before.last()));
                } else {
                    merged.add(range);
                }
            }
            return new Ipv6AddressSet(List.copyOf(merged));
        }

        /** Whether a range that ends at {@code last} overlaps or touches one that starts at {@code first}. */
        private static boolean reaches(Ipv6Address last, Ipv6Address first) {
            return last.compareTo(first) >= 0 || last.plus(1).equals(first);
        }
    }
}
