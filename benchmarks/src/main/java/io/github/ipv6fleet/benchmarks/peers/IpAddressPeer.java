package io.github.ipv6fleet.benchmarks.peers;

import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressSeqRange;
import inet.ipaddr.ipv6.IPv6AddressSeqRangeList;
import java.util.Iterator;

/** IPAddress: a list of what is in use, and the list of the subnet without it. Gives up after a minute. */
final class IpAddressPeer {
    private IpAddressPeer() {}

    /** Adds the addresses in the order given, which costs it about a fourth where that is from below. */
    static Iterator<FreeRange> free(Work work, long[] lows) {
        IPv6AddressSeqRangeList used = new IPv6AddressSeqRangeList(lows.length);
        used.add(range(0, 3));
        Patience patience = new Patience();
        for (long low : lows) {
            used.add(address(low));
            patience.check();
        }
        work.prefixes().forEach(prefix -> used.add(range(Work.firstOf(prefix), Work.lastOf(prefix))));
        used.add(address(-1));
        IPv6AddressSeqRangeList subnet = new IPv6AddressSeqRangeList();
        subnet.add(range(0, -1));
        Iterator<IPv6AddressSeqRange> free = subnet.removeIntoList(used).seqRangeIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return free.hasNext();
            }

            @Override
            public FreeRange next() {
                IPv6AddressSeqRange range = free.next();
                return new FreeRange(low(range.getLower()), low(range.getUpper()));
            }
        };
    }

    private static IPv6Address address(long low) {
        return new IPv6Address(Work.HIGH, low);
    }

    private static IPv6AddressSeqRange range(long first, long last) {
        return new IPv6AddressSeqRange(address(first), address(last));
    }

    private static long low(IPv6Address address) {
        return address.getSection().longValues()[1];
    }
}
