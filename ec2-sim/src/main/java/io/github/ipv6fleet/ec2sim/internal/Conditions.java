package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.Latency;
import io.github.ipv6fleet.ec2sim.Throttling;
import io.github.ipv6fleet.ec2sim.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** What calls meet on their way beside EC2's rules: limits, time, trouble. Thread-safe. */
public final class Conditions {
    private final Buckets buckets;
    private final Latency latency;
    private final Sleeper sleeper;
    private volatile Trouble trouble = action -> Trouble.Effect.NONE;

    /** Waits on whatever clock there is. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    public Conditions(Throttling throttling, Latency latency, Sleeper sleeper) {
        this.buckets = new Buckets(throttling);
        this.latency = latency;
        this.sleeper = sleeper;
    }

    /** Returns what lets time pass on that clock; on all but virtual ones the thread really waits. */
    public static Sleeper sleeperOn(InstantSource clock) {
        return clock instanceof VirtualClock virtual ? virtual::sleep : time -> Thread.sleep(time.toMillis());
    }

    /** Returns conditions under which every call goes well, and at once. */
    public static Conditions fair() {
        return new Conditions(Throttling.none(), Latency.none(), time -> {});
    }

    /** Says what goes wrong from now on. */
    public void trouble(Trouble next) {
        trouble = next;
    }

    Trouble.Effect next(String action) {
        return trouble.next(action);
    }

    void takeTokens(String action, Map<String, String> parameters, Instant now) {
        buckets.take(action, parameters, now);
    }

    int takeLaunches(int wanted, Instant now) {
        return buckets.takeLaunches(wanted, now);
    }

    void letTimePass(String action, Duration more) {
        Duration time = latency.of(action).plus(more);
        if (time.isZero()) {
            return;
        }
        try {
            sleeper.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionCut(action);
        }
    }
}
