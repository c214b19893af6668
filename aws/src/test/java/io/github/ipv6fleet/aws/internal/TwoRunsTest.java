package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.aws.FleetException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Two processes that launch one fleet at once, on an EC2 that lags, in any order of their calls. */
class TwoRunsTest {
    /** Of each shape, so that they are 200 in all; more by {@code -Dipv6fleet.interleavings}. */
    private static final int INTERLEAVINGS = Integer.getInteger("ipv6fleet.interleavings", 50);

    private static final int HOSTS = 4;
    private static final Duration STATE_DELAY = Duration.ofSeconds(3);
    private static final Duration LAG = Duration.ofSeconds(5);

    private static final Map<Outcome, Integer> OUTCOMES = new EnumMap<>(Outcome.class);

    private enum Outcome {
        BOTH_RETURN,
        ONE_THROWS,
        ONE_IS_REFUSED_AND_ROLLED_BACK,
        /** The other had returned before the first took back what both had. */
        ROLLED_BACK_UNDER_THE_OTHER
    }

    /** How a run ended: one of both. */
    private record Ending(
            Launch.@Nullable Result result, @Nullable FleetException refusal, Stalls stalls) {}

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED"})
    @DisplayName("end with one fleet, 200 times over all shapes")
    void twoAtOnce(TestShape kind) {
        List<String> undisturbed;
        try (VirtualTime time = new VirtualTime(STATE_DELAY, LAG)) {
            undisturbed = fleet(Launch.run(time.gateway(), kind.settings(time, HOSTS)), kind);
        }
        Long given = Long.getLong("ipv6fleet.seed");
        long first = given != null ? given : new Random().nextLong();
        System.out.println("two runs, " + kind + ": seeds from " + first);
        for (int i = 0; i < (given == null ? INTERLEAVINGS : 1); i++) {
            OUTCOMES.merge(interleaved(kind, first + i, undisturbed), 1, Integer::sum);
        }
    }

    private static Outcome interleaved(TestShape kind, long seed, List<String> undisturbed) {
        String replay = kind + "; replay with -Dipv6fleet.seed=" + seed;
        Random chance = new Random(seed);
        try (VirtualTime time = new VirtualTime(STATE_DELAY, LAG, chance)) {
            FleetSettings settings = kind.settings(time, HOSTS);
            int interfaces = time.ec2().interfaces();
            Ending[] endings = new Ending[2];
            AtomicInteger next = new AtomicInteger();
            time.threads().together(2, () -> {
                int me = next.getAndIncrement();
                endings[me] = run(time, settings, chance, Integer.MAX_VALUE);
            });

            List<FleetException> refusals = Stream.of(endings)
                    .flatMap(ending -> Stream.ofNullable(ending.refusal()))
                    .toList();
            refusals.forEach(e -> System.out.println("two runs, " + replay + ": " + e.getMessage()));
            assertThat(refusals).as(replay).hasSizeLessThan(2);
            time.pass(Duration.ofMinutes(2)); // whatever ends has ended, and whatever is there is shown
            Launch.Result last = Launch.run(time.gateway(), settings);

            assertThat(fleet(last, kind)).as(replay).isEqualTo(undisturbed);
            if (refusals.isEmpty()) {
                assertThat(last.report().launched()).as(replay).isZero();
                for (Ending ending : endings) {
                    assertThat(ids(ending.result())).as(replay).isEqualTo(ids(last));
                    assertThat(fleet(ending.result(), kind)).as(replay).isEqualTo(undisturbed);
                }
            }
            time.pass(Duration.ofMinutes(2));
            assertThat(time.ec2().runningInstances())
                    .as(replay)
                    .extracting(Instance::instanceId)
                    .containsExactlyInAnyOrderElementsOf(ids(last));
            assertThat(time.ec2().interfaces()).as(replay).isEqualTo(interfaces + HOSTS);
            return refusals.isEmpty() ? Outcome.BOTH_RETURN : Outcome.ONE_THROWS;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TestShape.class,
            names = {"PLANNED", "RUN", "CHOSEN", "RETAINED"})
    @DisplayName(
            "one of them is refused by EC2 in its midst and takes back what it made: the other never returns a hole")
    void oneIsRefused(TestShape kind) {
        Long given = Long.getLong("ipv6fleet.seed");
        long first = given != null ? given : new Random().nextLong();
        System.out.println("two runs, one refused, " + kind + ": seeds from " + first);
        for (int i = 0; i < (given == null ? INTERLEAVINGS : 1); i++) {
            OUTCOMES.merge(oneRefused(kind, first + i), 1, Integer::sum);
        }
    }

    private static Outcome oneRefused(TestShape kind, long seed) {
        String replay = kind + ", one refused; replay with -Dipv6fleet.seed=" + seed;
        Random chance = new Random(seed);
        try (VirtualTime time = new VirtualTime(STATE_DELAY, LAG, chance)) {
            FleetSettings settings = kind.settings(time, HOSTS);
            int interfaces = time.ec2().interfaces();
            Ending[] endings = new Ending[2];
            AtomicInteger next = new AtomicInteger();
            time.threads().together(2, () -> {
                int me = next.getAndIncrement();
                endings[me] = run(time, settings, chance, me == 0 ? 2 + chance.nextInt(2) : Integer.MAX_VALUE);
            });
            Ending refused = endings[0];
            Ending other = endings[1];
            assertThat(other.refusal()).as(replay).isNull();
            assertThat(ids(other.result())).as(replay).hasSize(HOSTS).doesNotHaveDuplicates();
            Outcome outcome = refused.refusal() == null ? Outcome.BOTH_RETURN : Outcome.ONE_IS_REFUSED_AND_ROLLED_BACK;
            Map<String, Instant> terminated = refused.stalls().terminated();
            for (String id : ids(other.result())) {
                // What EC2 shows is as old as its lag; what ended after the last look nobody can know of.
                assertThat(terminated.getOrDefault(id, Instant.MAX))
                        .as(replay + ": " + id)
                        .isAfter(other.stalls().lastLook().minus(LAG).minusSeconds(1));
                if (terminated.containsKey(id)) {
                    outcome = Outcome.ROLLED_BACK_UNDER_THE_OTHER;
                    assertThat(refused.refusal()).as(replay).isNotNull().hasMessageContaining(id);
                }
            }
            time.pass(Duration.ofMinutes(2));
            Launch.Result last = Launch.run(time.gateway(), settings);
            if (outcome != Outcome.ROLLED_BACK_UNDER_THE_OTHER) {
                assertThat(ids(last)).as(replay).isEqualTo(ids(other.result()));
            }
            time.pass(Duration.ofMinutes(2));
            assertThat(time.ec2().runningInstances())
                    .as(replay)
                    .extracting(Instance::instanceId)
                    .containsExactlyInAnyOrderElementsOf(ids(last));
            assertThat(last.hosts()).as(replay).extracting(host -> host.index()).containsExactly(0, 1, 2, 3);
            assertThat(time.ec2().interfaces()).as(replay).isEqualTo(interfaces + HOSTS);
            return outcome;
        }
    }

    private static Ending run(VirtualTime time, FleetSettings settings, Random chance, int refuseFrom) {
        Stalls stalls = new Stalls(time.threads(), chance);
        stalls.refuseLaunches(refuseFrom);
        try (Ec2Client client = time.ec2().clientWith(stalls)) {
            stalls.stall();
            return new Ending(Launch.run(time.gateway(client), settings), null, stalls);
        } catch (FleetException e) {
            return new Ending(null, e, stalls);
        }
    }

    private static List<String> fleet(Launch.Result result, TestShape kind) {
        return result.hosts().stream()
                .map(host ->
                        kind == TestShape.CHOSEN ? host.name() : host.plan().toString())
                .toList();
    }

    private static List<String> ids(Launch.Result result) {
        return result.hosts().stream().map(host -> host.instanceId()).toList();
    }

    @AfterAll
    static void sayHowMany() {
        System.out.println("two runs: " + OUTCOMES);
    }
}
