package io.github.ipv6fleet.aws.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long an operation was in which phase; phases may come again. Safe for use by several threads. */
final class PhaseTimes {
    private final Time time;
    private final Map<LaunchPhase, Duration> past = new EnumMap<>(LaunchPhase.class);
    private @Nullable LaunchPhase current;
    private Instant since;

    PhaseTimes(Time time) {
        this.time = time;
        this.since = time.now();
    }

    /** Ends the phase that is, and begins another. */
    synchronized void begin(LaunchPhase phase) {
        settle();
        current = phase;
    }

    private void settle() {
        Instant now = time.now();
        if (current != null) {
            past.merge(current, Duration.between(since, now), Duration::plus);
        }
        since = now;
    }

    /** Returns those that there were, in their natural order. */
    synchronized Map<String, Duration> all() {
        settle();
        Map<String, Duration> all = new LinkedHashMap<>();
        past.forEach((phase, length) -> all.put(phase.reported(), length));
        return all;
    }
}
