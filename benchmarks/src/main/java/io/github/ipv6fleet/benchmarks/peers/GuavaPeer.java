package io.github.ipv6fleet.benchmarks.peers;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * Guava, helped: ranges of lower halves, as signed numbers after the highest bit was flipped. Ranges without a bound hold what
 * is before the fourth address and behind the last but one, so that no number is beyond the last.
 */
final class GuavaPeer {
    private GuavaPeer() {}

    static Iterator<FreeRange> freeByTree(Work work) {
        RangeSet<Long> used = TreeRangeSet.create();
        forEachUsed(work, used::add);
        return free(used);
    }

    static Iterator<FreeRange> freeInOneGo(Work work) {
        ImmutableRangeSet.Builder<Long> used = ImmutableRangeSet.builder();
        forEachUsed(work, used::add);
        return free(used.build());
    }

    private static void forEachUsed(Work work, Consumer<Range<Long>> action) {
        action.accept(Range.lessThan(flip(4)));
        for (long key : Sorted.flipped(work)) {
            action.accept(Range.closedOpen(key, key + 1));
        }
        work.prefixes().forEach(prefix -> action.accept(prefix(prefix)));
        action.accept(Range.atLeast(flip(-1)));
    }

    private static Range<Long> prefix(int prefix) {
        long first = flip(Work.firstOf(prefix));
        long last = flip(Work.lastOf(prefix));
        // The very last address is in the range without a bound already.
        return last == Long.MAX_VALUE ? Range.closedOpen(first, last) : Range.closedOpen(first, last + 1);
    }

    private static Iterator<FreeRange> free(RangeSet<Long> used) {
        Iterator<Range<Long>> free = used.complement().asRanges().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return free.hasNext();
            }

            @Override
            public FreeRange next() {
                Range<Long> range = free.next();
                return new FreeRange(flip(range.lowerEndpoint()), flip(range.upperEndpoint()) - 1);
            }
        };
    }

    private static long flip(long low) {
        return low ^ Long.MIN_VALUE;
    }
}
