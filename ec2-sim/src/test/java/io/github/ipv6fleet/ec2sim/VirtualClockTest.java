package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualClockTest {
    private final VirtualClock clock = new VirtualClock(Instant.EPOCH);

    private long second() {
        return clock.instant().getEpochSecond();
    }

    @Test
    @DisplayName("alone, a sleep returns at once, and time has passed")
    void alone() throws Exception {
        clock.sleep(Duration.ofDays(1));
        clock.sleep(Duration.ZERO);
        clock.sleep(Duration.ofSeconds(-1));

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plus(Duration.ofDays(1)));
    }

    @Test
    @DisplayName(
            "sixteen workers: each sleep takes as long as it says, also beside the others', always in the same order")
    void workers() throws Exception {
        for (int run = 0; run < 20; run++) {
            VirtualClock clock = new VirtualClock(Instant.EPOCH);
            List<String> log = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int worker = 1; worker <= 16; worker++) {
                int own = worker;
                Thread thread = new Thread(clock.task(() -> {
                    for (int round = 1; round <= 5; round++) {
                        sleep(clock, own * 1_000L + own);
                        log.add(clock.instant().toEpochMilli() + " " + own);
                    }
                }));
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            List<String> expected = new ArrayList<>();
            for (int worker = 1; worker <= 16; worker++) {
                for (int round = 1; round <= 5; round++) {
                    expected.add(1_001L * round * worker + " " + worker);
                }
            }
            assertThat(log).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(log.stream()
                            .map(line -> Long.parseLong(line.split(" ", 2)[0]))
                            .toList())
                    .isSorted();
        }
    }

    private static void sleep(VirtualClock clock, long millis) {
        try {
            clock.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("time stands still while one who takes part works, and passes when it leaves")
    void standsStill() throws Exception {
        clock.enter();
        AtomicBoolean woken = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        Thread sleeper = new Thread(clock.task(() -> {
            begun.countDown();
            sleep(clock, 5_000);
            woken.set(true);
        }));
        sleeper.start();
        begun.await();
        while (sleeper.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(second()).isZero();
        assertThat(woken).isFalse();

        clock.leave();
        sleeper.join();

        assertThat(second()).isEqualTo(5);
        assertThat(woken).isTrue();
    }

    @Test
    @DisplayName("any number of threads call over HTTP at once: none waits for a thread of the server, and so for ever")
    void manyCallers() throws Exception {
        try (Ec2Simulator ec2 =
                Ec2Simulator.builder().clock(clock).latency(Latency.ec2()).start()) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                threads.add(new Thread(clock.task(() -> Http.post(ec2, "Action=DescribeVpcs"))));
            }
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(ec2.requests()).hasSize(40);
            assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusMillis(250));
        }
    }

    @Test
    @DisplayName("who is interrupted wakes, and time passes without it")
    void interrupted() throws Exception {
        clock.enter();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread sleeper = new Thread(() -> {
            try {
                clock.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        clock.enter(); // for the sleeper, as task() would
        sleeper.start();
        while (sleeper.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        sleeper.interrupt();
        sleeper.join();
        clock.leave();
        clock.sleep(Duration.ofSeconds(3));

        assertThat(interrupted).isTrue();
        assertThat(second()).isEqualTo(3);
    }

    @Test
    @DisplayName("time is turned by hand too, never back; nobody leaves who has not entered")
    void byHand() {
        clock.advance(Duration.ofMinutes(1));

        assertThat(second()).isEqualTo(60);
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("time does not go back");
        assertThatThrownBy(clock::leave)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without enter()");
        assertThat(clock).hasToString("virtual 1970-01-01T00:01:00Z");
    }
}
