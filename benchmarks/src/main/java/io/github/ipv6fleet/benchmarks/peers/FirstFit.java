package io.github.ipv6fleet.benchmarks.peers;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What every peer needs beside its set: host after host the lowest free address, then the lowest free /126. Written
 * for peers alone, and cheap: it goes once over the free ranges, as far as it must, and keeps what blocks left over.
 */
final class FirstFit {
    private static final int BLOCK = 4;

    private final Iterator<FreeRange> ranges;

    /** Free addresses that no block can have: what is before and behind the aligned blocks of a range. */
    private final Deque<FreeRange> scraps = new ArrayDeque<>();

    /** Whole blocks of the range at hand that are not given away: first of the next, first behind the last. */
    private long next;

    private long end;
    private boolean hasBlocks;
    private FreeRange tail = NONE;

    /** An empty range. */
    private static final FreeRange NONE = new FreeRange(1, 0);

    private FirstFit(Iterator<FreeRange> ranges) {
        this.ranges = ranges;
    }

    static List<HostPlan> plan(Iterator<FreeRange> ranges, int hosts) {
        FirstFit fit = new FirstFit(ranges);
        List<HostPlan> plans = new ArrayList<>(hosts);
        for (int i = 1; i <= hosts; i++) {
            Ipv6Address address = new Ipv6Address(Work.HIGH, fit.takeAddress());
            Ipv6Block block = new Ipv6Block(new Ipv6Address(Work.HIGH, fit.takeBlock()), 126);
            plans.add(HostPlan.builder(Ipv6FleetPlanner.FLEET + "-" + i, Work.SUBNET, address, block)
                    .subnetId("subnet-0")
                    .build());
        }
        return plans;
    }

    /** The lowest scrap, for a scrap is always below the block that is next; without one, the next block is broken. */
    private long takeAddress() {
        if (scraps.isEmpty()) {
            readUntilScrapOrBlock();
        }
        FreeRange lowest = scraps.isEmpty() ? new FreeRange(takeBlock(), next - 1) : scraps.removeFirst();
        if (lowest.first() != lowest.last()) {
            scraps.addFirst(new FreeRange(lowest.first() + 1, lowest.last()));
        }
        return lowest.first();
    }

    private long takeBlock() {
        while (!hasBlocks) {
            read();
        }
        long block = next;
        next += BLOCK;
        if (next == end) {
            hasBlocks = false;
            keep(tail);
        }
        return block;
    }

    private void readUntilScrapOrBlock() {
        while (scraps.isEmpty() && !hasBlocks) {
            read();
        }
    }

    /** Splits the next range into a scrap, blocks and another scrap. No range reaches the last address of the subnet. */
    private void read() {
        FreeRange range = ranges.next();
        next = (range.first() + BLOCK - 1) & -BLOCK;
        end = (range.last() + 1) & -BLOCK;
        hasBlocks = Long.compareUnsigned(next, end) < 0;
        if (hasBlocks) {
            keep(new FreeRange(range.first(), next - 1));
            tail = new FreeRange(end, range.last());
        } else {
            keep(range);
        }
    }

    private void keep(FreeRange scrap) {
        if (Long.compareUnsigned(scrap.first(), scrap.last()) <= 0) {
            scraps.addLast(scrap);
        }
    }
}
