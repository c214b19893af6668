package io.github.ipv6fleet.benchmarks.peers;

import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.math.BigInteger;
import java.util.Iterator;

/** Guava as an address is usually put into it: whole addresses as numbers of 128 bits, in the order in which they come. */
final class GuavaAddressPeer {
    private static final BigInteger SUBNET = BigInteger.valueOf(Work.HIGH).shiftLeft(Long.SIZE);
    private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(Long.SIZE);

    private GuavaAddressPeer() {}

    static Iterator<FreeRange> free(Work work) {
        RangeSet<BigInteger> used = TreeRangeSet.create();
        used.add(range(0, 3));
        for (long low : work.addresses()) {
            used.add(range(low, low));
        }
        work.prefixes().forEach(prefix -> used.add(range(Work.firstOf(prefix), Work.lastOf(prefix))));
        used.add(range(-1, -1));
        Iterator<Range<BigInteger>> free = used.complement()
                .subRangeSet(Range.closedOpen(number(0), SUBNET.add(UNSIGNED)))
                .asRanges()
                .iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return free.hasNext();
            }

            @Override
            public FreeRange next() {
                Range<BigInteger> range = free.next();
                return new FreeRange(
                        range.lowerEndpoint().longValue(), range.upperEndpoint().longValue() - 1);
            }
        };
    }

    private static Range<BigInteger> range(long first, long last) {
        return Range.closedOpen(number(first), number(last).add(BigInteger.ONE));
    }

    private static BigInteger number(long low) {
        BigInteger value = BigInteger.valueOf(low);
        return SUBNET.add(low < 0 ? value.add(UNSIGNED) : value);
    }
}
