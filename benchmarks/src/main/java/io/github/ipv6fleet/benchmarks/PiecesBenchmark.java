package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Ipv6FleetPlanner;
import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.net.FreeRanges;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Where the time of a plan goes: what is in use, what is wanted, finding, and making the hosts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PiecesBenchmark {
    private static final int HOSTS = 100_000;
    private static final long BEHIND = (1L << Work.PREFIX_SHIFT) - 1;

    /** How many addresses are in use. */
    @Param({"100000", "1000000"})
    int used;

    /** Where they lie. */
    @Param
    Work.Distribution distribution = Work.Distribution.DENSE;

    private Work work = new Work(0, distribution);
    private SubnetSnapshot subnet = Ipv6FleetPlanner.snapshot(work);
    private final SubnetSnapshot empty = subnet;
    private final FleetSpec spec = Ipv6FleetPlanner.spec(HOSTS);

    /** Makes the work. */
    @Setup
    public void prepare() {
        work = new Work(used, distribution);
        subnet = Ipv6FleetPlanner.snapshot(work);
    }

    /** Sorts and joins what is in use. */
    @Benchmark
    public SubnetSnapshot snapshot() {
        return Ipv6FleetPlanner.snapshot(work);
    }

    /** Names 100,000 hosts. */
    @Benchmark
    public FleetSpec wanted() {
        return Ipv6FleetPlanner.spec(HOSTS);
    }

    /** Finds addresses and blocks, and makes the hosts. */
    @Benchmark
    public FleetPlan findAndMake() {
        return AddressPlanner.plan(spec, subnet);
    }

    /** Makes the hosts: where nothing is in use there is nothing to find. */
    @Benchmark
    public FleetPlan make() {
        return AddressPlanner.plan(spec, empty);
    }

    /** Decides of all 65,536 /80s whether EC2 can still delegate them. */
    @Benchmark
    public BitSet freePrefixes() {
        BitSet free = new BitSet();
        for (FreeRanges range = subnet.inUse().freeIn(Work.SUBNET); range.nextWith(80); ) {
            long last = range.lastLow();
            long before = range.firstLow() - 1; // -1, that is the last of all, before the first of all
            int from = (int) (before >> Work.PREFIX_SHIFT) + 1 & 0xffff;
            int to = (int) (last >>> Work.PREFIX_SHIFT) + ((last & BEHIND) == BEHIND ? 1 : 0);
            if (from < to) {
                free.set(from, to);
            }
        }
        return free;
    }
}
