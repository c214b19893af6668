package io.github.ipv6fleet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Latency;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import io.github.ipv6fleet.ec2sim.Throttling;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import io.github.ipv6fleet.plan.BlockSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand hosts of every shape on an EC2 that throttles and takes its time as the real one; docs/scale.md has more. */
class LaunchBoundsTest {
    private static final int HOSTS = 1_000;
    private static final Duration RUNNING_AFTER = Duration.ofSeconds(20);

    /** The simulator's clock as the library's. */
    private record Virtual(VirtualClock clock) implements FleetTime {
        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            clock.sleep(time);
        }

        @Override
        public Runnable worker(Runnable work) {
            return clock.task(work);
        }

        @Override
        public void await(Runnable wait) {
            clock.leave();
            wait.run();
            clock.enter();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "PREFIX_CHOSEN_BY_EC2, 12",
        "ADDRESS_RUN, 1000",
        "PLANNED_PREFIX, 2000",
        "RETAINED_ADDRESS_RUN, 2000",
        "RETAINED_PLANNED_PREFIX, 3000"
    })
    @DisplayName("no call is throttled, few are made, and it takes at most a tenth longer than EC2's buckets")
    void launch_keepsToItsBounds(LaunchShape shape, int mostWrites) {
        VirtualClock clock = new VirtualClock();
        try (TestEc2 ec2 = TestEc2.inProcess(Ec2Simulator.builder()
                .clock(clock)
                .throttling(Throttling.ec2())
                .latency(Latency.ec2())
                .stateDelay(RUNNING_AFTER)
                .start())) {
            Ipv6Fleet fleet = fleet(ec2, shape, new Virtual(clock));
            ec2.simulator().clearRequests();
            AtomicReference<@Nullable LaunchedFleet> launched = new AtomicReference<>();
            clock.task(() -> launched.set(fleet.launch())).run();

            assertThat(launched.get()).isNotNull();
            assertThat(launched.get().hosts()).hasSize(HOSTS);
            List<RecordedRequest> calls = ec2.simulator().requests();
            assertThat(calls).noneMatch(call -> call.errorCode().isPresent());
            assertThat(calls.stream().filter(RecordedRequest::isWrite).count()).isLessThanOrEqualTo(mostWrites);
            assertThat(reads(calls, 0)).as("before the first write").isBetween(4L, 15L);
            int last = calls.size();
            while (!calls.get(last - 1).isWrite()) {
                last--;
            }
            long looks = calls.subList(last, calls.size()).stream()
                    .filter(call -> call.action().equals("DescribeInstances"))
                    .filter(call -> !call.parameters().containsKey("NextToken"))
                    .count();
            assertThat(looks).isBetween(2L, 20L);
            assertThat(reads(calls, last)).isLessThanOrEqualTo(looks * (3 + HOSTS / 500));
            // The forecast ends where all hosts are taken; that the last one runs is seen at most a pause later.
            assertThat(launched.get().report().duration().minus(RUNNING_AFTER).minusSeconds(5))
                    .isLessThanOrEqualTo(
                            fleet.forecast().duration().multipliedBy(11).dividedBy(10));
        }
    }

    private static long reads(List<RecordedRequest> calls, int from) {
        return calls.subList(from, calls.size()).stream()
                .takeWhile(call -> !call.isWrite())
                .count();
    }

    private static Ipv6Fleet fleet(TestEc2 ec2, LaunchShape shape, FleetTime time) {
        Ipv6Fleet.Builder fleet = ec2.edge()
                .instanceType("r5d.large")
                .hosts(HOSTS)
                .maxHosts(HOSTS)
                .time(time);
        return switch (shape) {
            case PLANNED_PREFIX -> fleet.build();
            case ADDRESS_RUN -> fleet.blockSource(BlockSource.addressRun(126)).build();
            case PREFIX_CHOSEN_BY_EC2 ->
                fleet.blockSource(BlockSource.chosenByEc2()).build();
            case RETAINED_ADDRESS_RUN ->
                fleet.blockSource(BlockSource.addressRun(126))
                        .retainInterfaces()
                        .build();
            case RETAINED_PLANNED_PREFIX -> fleet.retainInterfaces().build();
        };
    }
}
