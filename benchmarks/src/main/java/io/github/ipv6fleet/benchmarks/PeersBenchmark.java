package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Contender;
import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.List;
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

/** 100,000 hosts in a crowded /64, from numbers in no order to plans that can be read: this library beside its peers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class PeersBenchmark {
    private static final int HOSTS = 100_000;

    /** Who plans. */
    @Param
    Contender contender = Contender.IPV6FLEET;

    /** How many addresses are in use; a tenth as many /80s are too, up to 20,000. */
    @Param({"100000", "1000000"})
    int used;

    /** Where they lie. */
    @Param
    Work.Distribution distribution = Work.Distribution.DENSE;

    private Work work = new Work(0, distribution);

    /** Makes the work. */
    @Setup
    public void prepare() {
        work = new Work(used, distribution);
    }

    /** All of it. */
    @Benchmark
    public List<HostPlan> plan() {
        return contender.plan(work, HOSTS);
    }
}
