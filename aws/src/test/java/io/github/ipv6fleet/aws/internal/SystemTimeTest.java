package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
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
