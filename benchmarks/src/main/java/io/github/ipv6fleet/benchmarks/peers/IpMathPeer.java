package io.github.ipv6fleet.benchmarks.peers;

import com.github.jgonian.ipmath.Ipv6;
import com.github.jgonian.ipmath.Ipv6Range;
import com.github.jgonian.ipmath.SortedRangeSet;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** commons-ip-math: a set of what is in use, filled from below; the gaps in it are free. Gives up after a minute. */
final class IpMathPeer {
    private static final BigInteger FIRST = BigInteger.valueOf(Work.HIGH).shiftLeft(Long.SIZE);
    private static final BigInteger UNSIGNED = BigInteger.ONE.shiftLeft(Long.SIZE);

    private IpMathPeer() {}

    static Iterator<FreeRange> free(Work work) {
        Patience patience = new Patience();
        SortedRangeSet<Ipv6, Ipv6Range> used = new SortedRangeSet<>();
        used.add(range(0, 3));
        for (long key : Sorted.flipped(work)) {
            used.add(address(key ^ Long.MIN_VALUE).asRange());
            patience.check();
        }
        work.prefixes().forEach(prefix -> used.add(range(Work.firstOf(prefix), Work.lastOf(prefix))));
        used.add(address(-1).asRange());
        return gaps(used).iterator();
    }

    private static List<FreeRange> gaps(SortedRangeSet<Ipv6, Ipv6Range> used) {
        List<FreeRange> gaps = new ArrayList<>(used.size());
        long behind = 0;
        for (Ipv6Range range : used) {
            long first = range.start().asBigInteger().longValue();
            if (first != behind) {
                gaps.add(new FreeRange(behind, first - 1));
            }
            behind = range.end().asBigInteger().longValue() + 1;
        }
        return gaps;
    }

    private static Ipv6 address(long low) {
        BigInteger value = BigInteger.valueOf(low);
        return Ipv6.of(FIRST.add(low < 0 ? value.add(UNSIGNED) : value));
    }

    private static Ipv6Range range(long first, long last) {
        return Ipv6Range.from(address(first)).to(address(last));
    }
}
