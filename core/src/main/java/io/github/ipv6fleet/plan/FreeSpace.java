package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is still free in a subnet while a plan is made. Space is only ever taken, so the search for the lowest free
 * block of a size goes on where the last one of that size ended.
 */
final class FreeSpace {
    private final Ipv6Block subnet;
    /** Ranges that do not overlap: first address to last. */
    private final TreeMap<Ipv6Address, Ipv6Address> taken = new TreeMap<>();

    private final Map<Integer, Ipv6Address> searchedTo = new TreeMap<>();

    FreeSpace(Ipv6Block subnet, Ipv6AddressSet taken) {
        this.subnet = subnet;
        taken.forEachRange(this.taken::put);
    }

    /** Takes the lowest free block of that size, if there is one. */
    Optional<Ipv6Block> takeLowest(int prefixLength) {
        if (prefixLength < subnet.prefixLength()) {
            return Optional.empty();
        }
        Ipv6Block candidate = Ipv6Block.around(searchedTo.getOrDefault(prefixLength, subnet.first()), prefixLength);
        while (true) {
            Map.Entry<Ipv6Address, Ipv6Address> before = taken.floorEntry(candidate.last());
            if (before == null || before.getValue().compareTo(candidate.first()) < 0) {
                taken.put(candidate.first(), candidate.last());
                searchedTo.put(prefixLength, candidate.first());
                return Optional.of(candidate);
            }
            // The next candidate is the first aligned block that starts behind the range which is in the way.
            Ipv6Address end = Ipv6Block.around(before.getValue(), prefixLength).last();
            if (end.compareTo(subnet.last()) >= 0) {
                searchedTo.put(prefixLength, candidate.first());
                return Optional.empty();
            }
            candidate = Ipv6Block.around(end.plus(1), prefixLength);
        }
    }
}
