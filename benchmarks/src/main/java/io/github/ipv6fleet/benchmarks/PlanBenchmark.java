package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Planning a fleet in a /64 in which addresses are in use all over the place. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanBenchmark {
    private static final long SEED = 2018;

    /** How many addresses are in use, all in the first 2^20 and so in the way of a planner that begins at the bottom. */
    @Param({"0", "10000", "250000"})
    int inUse;

    /** How many hosts are planned. */
    @Param("5000")
    int hosts;

    private SubnetSnapshot subnet =
            SubnetSnapshot.builder("subnet-0", Ipv6Block.parse("2001:db8::/64")).build();

    /** Makes the subnet. */
    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(SEED);
        Ipv6Block block = Ipv6Block.parse("2001:db8::/64");
        SubnetSnapshot.Builder builder = SubnetSnapshot.builder("subnet-0", block);
        for (int i = 0; i < inUse; i++) {
            builder.inUse(new Ipv6Address(block.first().high(), 8 + random.nextInt(1 << 20)));
        }
        subnet = builder.build();
    }

    /** A /126 of single addresses for each host. */
    @Benchmark
    public FleetPlan addressRuns() {
        return AddressPlanner.plan(spec(BlockSource.addressRun(126)), subnet);
    }

    /** A delegated /80 for each host. */
    @Benchmark
    public FleetPlan delegatedPrefixes() {
        return AddressPlanner.plan(spec(BlockSource.plannedPrefix()), subnet);
    }

    private FleetSpec spec(BlockSource source) {
        return FleetSpec.builder("edge", InterfaceLimits.of("r5d.large", 10, true))
                .blockSource(source)
                .hosts(hosts)
                .build();
    }
}
