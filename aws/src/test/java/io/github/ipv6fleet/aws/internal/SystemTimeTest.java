package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads of our own, and of the caller's. */
@Timeout(60)
class SystemTimeTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 50).boxed().toList();

    @Test
    @DisplayName("by default work is on daemon threads beside the caller's, as many as asked for")
    void ownThreads() {
        CountDownLatch four = new CountDownLatch(4);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Together.each(new SystemTime(null), 4, List.of(1, 2, 3, 4), i -> {
            threads.add(Thread.currentThread());
            four.countDown();
            await(four); // ends only if four are at it together
        });
        assertThat(threads).hasSize(4).contains(Thread.currentThread());
        assertThat(threads).filteredOn(t -> t != Thread.currentThread()).allMatch(Thread::isDaemon);
    }

    @Test
    @DisplayName("an executor that refuses, or never comes to it: the caller's thread does everything")
    void busyExecutor() {
        List<Runnable> never = new ArrayList<>();
        List<Integer> done = new ArrayList<>();
        Together.each(new SystemTime(never::add), 4, ITEMS, done::add);
        Together.each(
                new SystemTime(work -> {
                    throw new RejectedExecutionException();
                }),
                4,
                ITEMS,
                done::add);
        assertThat(done).hasSize(2 * ITEMS.size());
        assertThat(never).hasSize(3);
        never.forEach(Runnable::run);
        assertThat(done).as("what comes too late does nothing").hasSize(2 * ITEMS.size());
    }

    @Test
    @DisplayName(
            "the caller's clock is read and slept by; whoever began a worker has seen it end, though executors refuse")
    void callersClock() {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger waits = new AtomicInteger();
        List<Duration> slept = new ArrayList<>();
        FleetTime counted = new FleetTime() {
            @Override
            public Instant now() {
                return Instant.EPOCH;
            }

            @Override
            public void sleep(Duration time) {
                slept.add(time);
            }

            @Override
            public Runnable worker(Runnable work) {
                working.incrementAndGet();
                return () -> {
                    work.run();
                    working.decrementAndGet();
                };
            }

            @Override
            public void await(Runnable wait) {
                waits.incrementAndGet();
                wait.run();
            }
        };
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        SystemTime refused = new SystemTime(
                work -> {
                    throw new RejectedExecutionException();
                },
                counted);
        Together.each(refused, 4, ITEMS, done::add);
        assertThat(working).hasValue(0);
        Together.each(new SystemTime(Runnable::run, counted), 4, ITEMS, done::add);
        assertThat(working).hasValue(0);
        assertThat(done).hasSize(2 * ITEMS.size());
        assertThat(waits).hasValue(2);
        assertThat(refused.now()).isEqualTo(Instant.EPOCH);
        assertThatCode(() -> refused.sleep(Duration.ofHours(1))).doesNotThrowAnyException();
        assertThat(slept).containsExactly(Duration.ofHours(1));
    }

    @Test
    @DisplayName("an interrupt of the caller ends the others' waits, and is still there afterwards")
    void interrupt() {
        SystemTime time = new SystemTime(null);
        Thread caller = Thread.currentThread();
        CountDownLatch asleep = new CountDownLatch(1);
        assertThatThrownBy(() -> Together.each(time, 2, List.of(1, 2), i -> {
                    if (Thread.currentThread().equals(caller)) {
                        await(asleep);
                        caller.interrupt();
                        return;
                    }
                    asleep.countDown();
                    try {
                        time.sleep(Duration.ofHours(1));
                    } catch (InterruptedException e) {
                        throw Ec2Errors.interrupted(e);
                    }
                }))
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @DisplayName("after a failure nothing is begun")
    void failure() {
        List<Integer> done = new ArrayList<>();
        assertThatThrownBy(() -> Together.each(new SystemTime(null), 1, ITEMS, i -> {
                    done.add(i);
                    if (i == 3) {
                        throw new IllegalStateException("three");
                    }
                }))
                .hasMessage("three");
        assertThat(done).containsExactly(0, 1, 2, 3);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
