package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Ipv6FleetPlanner;
import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The first call in a fresh JVM, with all the classes that it loads: 5,000 hosts over 250,000 addresses in use. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class FirstCallBenchmark {
    private Work work = new Work(0, Work.Distribution.DENSE);

    /** Makes the numbers, and nothing of the library but the block of the subnet. */
    @Setup
    public void prepare() {
        work = new Work(250_000, Work.Distribution.DENSE);
    }

    /** The snapshot and the plan. */
    @Benchmark
    public FleetPlan firstCall() {
        return AddressPlanner.plan(Ipv6FleetPlanner.spec(5_000), Ipv6FleetPlanner.snapshot(work));
    }

    /** The first text that is read, which loads IPAddress. */
    @Benchmark
    public Ipv6Block firstParse() {
        return Ipv6Block.parse("2001:db8::/64");
    }
}
