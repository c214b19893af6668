package io.github.ipv6fleet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchShape;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import io.github.ipv6fleet.ec2sim.Latency;
import io.github.ipv6fleet.ec2sim.Throttling;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** A thousand hosts of every shape on an EC2 that throttles and takes its time as the real one; docs/scale.md has more. */
class LaunchBoundsTest {
    private static final int HOSTS = 1_000;
    private static final Duration RUNNING_AFTER = Duration.ofSeconds(20);

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
        try (Ec2Simulator ec2 = Ec2Simulator.builder()
                        .clock(clock)
                        .throttling(Throttling.ec2())
                        .latency(Latency.ec2())
                        .stateDelay(RUNNING_AFTER)
                        .start();
                InProcess way = new InProcess(ec2);
                Ec2Client client = SimulatedLaunch.client(ec2, way)) {
            Ipv6Fleet fleet = SimulatedLaunch.fleet(client, shape, HOSTS, new TimeOfEc2(clock));
            way.calls().clear();

            LaunchedFleet launched = SimulatedLaunch.launched(clock, fleet);

            assertThat(launched.hosts()).hasSize(HOSTS);
            List<InProcess.Call> calls = List.copyOf(way.calls());
            assertThat(calls).noneMatch(call -> call.status() != 200);
            assertThat(calls.stream().filter(InProcess.Call::isWrite).count()).isLessThanOrEqualTo(mostWrites);
            SimulatedLaunch.Reads reads = SimulatedLaunch.Reads.of(calls);
            assertThat(reads.before()).isBetween(4, 15);
            assertThat(reads.looks()).isBetween(2, 20);
            assertThat(reads.after()).isLessThanOrEqualTo(reads.looks() * (3 + HOSTS / 500));
            // The forecast ends where all hosts are taken; that the last one runs is seen at most a pause later.
            assertThat(launched.report().duration().minus(RUNNING_AFTER).minusSeconds(5))
                    .isLessThanOrEqualTo(
                            fleet.forecast().duration().multipliedBy(11).dividedBy(10));
        }
    }
}
