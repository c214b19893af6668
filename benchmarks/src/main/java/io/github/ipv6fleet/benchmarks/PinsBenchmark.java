package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Ipv6FleetPlanner;
import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
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

/** A fleet in which every host is pinned, address and block. Twice the hosts should take twice the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class PinsBenchmark {
    private static final int FIRST_BLOCK = 1 << 20;

    /** How many hosts. */
    @Param({"2000", "4000", "8000"})
    int hosts;

    private final SubnetSnapshot subnet = Ipv6FleetPlanner.snapshot(new Work(0, Work.Distribution.DENSE));
    private FleetSpec spec = Ipv6FleetPlanner.spec(1);

    /** Pins host after host, the last one first. */
    @Setup
    public void prepare() {
        FleetSpec.Builder pinned = FleetSpec.builder("edge", InterfaceLimits.of("r5d.large", 10, true))
                .blockSource(BlockSource.addressRun(126));
        for (int i = hosts; i > 0; i--) {
            pinned.host(HostSpec.builder("pinned-" + i)
                    .address(new Ipv6Address(Work.HIGH, FIRST_BLOCK / 2 + i))
                    .containers(new Ipv6Block(new Ipv6Address(Work.HIGH, FIRST_BLOCK + 4L * i), 126))
                    .build());
        }
        spec = pinned.build();
    }

    /** Checks all pins against the subnet and against one another, and makes the hosts. */
    @Benchmark
    public FleetPlan pinned() {
        return AddressPlanner.plan(spec, subnet);
    }
}
