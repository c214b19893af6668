package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long calls take. An action takes effect when its call arrives, and is answered that much later, so that who stops
 * waiting has made what was asked for. Immutable.
 */
public final class Latency {
    private static final Latency NONE = new Latency(Duration.ZERO, Duration.ZERO, Map.of());

    private final Duration reads;
    private final Duration writes;
    private final Map<String, Duration> byAction;

    private Latency(Duration reads, Duration writes, Map<String, Duration> byAction) {
        this.reads = reads;
        this.writes = writes;
        this.byAction = byAction;
    }

    /** Returns calls that are answered at once. */
    public static Latency none() {
        return NONE;
    }

    /**
     * Returns what calls roughly take on EC2: RunInstances 1.5 s, other writes 0.6 s, reads 0.25 s. Round numbers, no
     * measurement; a busy Region takes longer.
     */
    public static Latency ec2() {
        return new Latency(Duration.ofMillis(250), Duration.ofMillis(600), Map.of())
                .with("RunInstances", Duration.ofMillis(1_500));
    }

    /** Returns these latencies with another one for an action. */
    public Latency with(String action, Duration time) {
        if (requireNonNull(time, "time").isNegative()) {
            throw new IllegalArgumentException(
                    "latency of " + action + ": " + time + " is negative; give zero or more");
        }
        Map<String, Duration> changed = new HashMap<>(byAction);
        changed.put(requireNonNull(action, "action"), time);
        return new Latency(reads, writes, Map.copyOf(changed));
    }

    /** Returns how long a call of that action takes. */
    public Duration of(String action) {
        boolean reading = action.startsWith("Describe") || action.startsWith("Get");
        return byAction.getOrDefault(action, reading ? reads : writes);
    }
}
