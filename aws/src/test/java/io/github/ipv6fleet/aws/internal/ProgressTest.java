package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetEvent;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.HostFailure;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Listeners are told one event at a time, in order, and can harm nobody. */
class ProgressTest {
    private final VirtualThreads time = new VirtualThreads(Instant.EPOCH);
    private final List<FleetEvent> told = new ArrayList<>();

    /** Writes down whatever it is told, by whichever method. */
    private FleetListener recording() {
        return (FleetListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FleetListener.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == FleetListener.class) {
                        FleetEvent event = (FleetEvent) arguments[0];
                        assertThat(event.step()).isEqualTo(method.getName());
                        told.add(event);
                    }
                    return null;
                });
    }

    private static FleetListener throwing(Throwable what) {
        return (FleetListener) Proxy.newProxyInstance(
                ProgressTest.class.getClassLoader(), new Class<?>[] {FleetListener.class}, (p, method, a) -> {
                    throw what;
                });
    }

    private static HostFailure failure(String host) {
        return Maker.get().failure(host, "launch", "no capacity; launch later", "NoCapacity", "r-1");
    }

    @Test
    @DisplayName("each method of the listener is told of its event, with what belongs to it")
    void everyEventIsTold() throws Exception {
        try (VirtualTime ec2 = new VirtualTime(Duration.ZERO);
                Ec2Gateway gateway = ec2.gateway()) {
            Progress progress = new Progress(List.of(recording()), time);
            progress.of("edge", 2);
            progress.throttled("DescribeInstances");
            progress.planned(Planning.of(gateway, ec2.settings(VirtualTime.host("a"), VirtualTime.host("b")))
                    .plan());
            time.pass(Duration.ofSeconds(7));
            progress.launching(List.of("a", "b"));
            progress.launched(List.of("a", "b"), List.of("i-1", "i-2"));
            progress.prefixAssigned("a", "i-1");
            progress.running("a", "i-1");
            progress.failed(failure("b"));
            progress.rolledBack(List.of("i-1", "i-2"));
            progress.done(gateway.report(2, 0));

            assertThat(progress.launchedSoFar()).isEqualTo(2);
        }
        assertThat(told)
                .extracting(FleetEvent::toString)
                .containsExactly(
                        "edge throttled DescribeInstances",
                        "edge planned",
                        "edge launching [a, b]",
                        "edge launched [a, b] [i-1, i-2]",
                        "edge prefixAssigned [a] [i-1]",
                        "edge running [a] [i-1]",
                        "edge failed [b]",
                        "edge rolledBack [i-1, i-2]",
                        "edge done");
        assertThat(told).extracting(FleetEvent::total).containsOnly(2);
        assertThat(told).extracting(FleetEvent::completed).containsExactly(0, 0, 0, 0, 0, 1, 1, 1, 1);
        assertThat(told.get(0).plan()).isEmpty();
        assertThat(told.get(1).plan().orElseThrow().hosts()).hasSize(2);
        assertThat(told.get(2).time()).isEqualTo(Instant.EPOCH.plusSeconds(7));
        assertThat(told.get(6).failures()).extracting(HostFailure::code).containsExactly("NoCapacity");
        assertThat(told.get(8).report().orElseThrow().launched()).isEqualTo(2);
        assertThat(Arrays.stream(FleetListener.class.getDeclaredMethods()).map(Method::getName))
                .as("each of the listener's methods was seen")
                .containsExactlyInAnyOrderElementsOf(
                        told.stream().map(FleetEvent::step).toList());
    }

    @Test
    @DisplayName("a host is running, and failed, once")
    void oncePerHost() {
        Progress progress = new Progress(List.of(recording()), time);
        for (int i = 0; i < 3; i++) {
            progress.running("a", "i-1");
            progress.failed(failure("b"));
        }
        progress.running("c", "i-3");
        assertThat(told).extracting(FleetEvent::step).containsExactly("running", "failed", "running");
        assertThat(told.get(2).completed()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "a listener that throws hurts neither the launch nor the next listener; want of memory is no listener's")
    void throwingListener() {
        Progress progress = new Progress(
                List.of(
                        throwing(new IllegalStateException("out of ideas")),
                        throwing(new AssertionError("wrong")),
                        throwing(new NoClassDefFoundError("gone")),
                        recording()),
                time);
        progress.launching(List.of("a"));
        progress.throttled("RunInstances");
        assertThat(told).hasSize(2);

        Progress dying = new Progress(List.of(throwing(new OutOfMemoryError("none"))), time);
        assertThatThrownBy(() -> dying.launching(List.of("a"))).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    @DisplayName("many threads: never two events at a time, none lost, and what one wrote the next one sees")
    void oneAtATime() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        int[] count = {0}; // no lock of its own
        Progress progress = new Progress(
                List.of(new FleetListener() {
                    @Override
                    public void running(FleetEvent event) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        wrong.addAndGet(event.completed() == ++count[0] ? 0 : 1);
                        LockSupport.parkNanos(1);
                        inside.decrementAndGet();
                    }
                }),
                new SystemTime(null));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int from = i * 100;
            threads.add(new Thread(() -> {
                for (int host = from; host < from + 100; host++) {
                    progress.running("host-" + host, "i-" + host);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(count[0]).isEqualTo(800);
        assertThat(most).hasValue(1);
        assertThat(wrong).hasValue(0);
    }
}
