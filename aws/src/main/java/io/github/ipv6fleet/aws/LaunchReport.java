package io.github.ipv6fleet.aws;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What an operation cost. Immutable, safe for use by several threads. */
public final class LaunchReport {
    private final int reads;
    private final int writes;
    private final Map<String, Integer> calls;
    private final int throttles;
    private final int retries;
    private final int launched;
    private final int adopted;
    private final Duration duration;

    /**
     * Makes a report.
     *
     * @param reads EC2 calls that change nothing, every try counted
     * @param writes EC2 calls that may change something, every try counted
     * @param calls the same by action, every try counted
     * @param throttles tries that EC2 refused because there were too many
     * @param retries tries after a first one
     * @param launched hosts that this run launched
     * @param adopted hosts that were running already
     * @param duration from the first call to the last
     */
    LaunchReport(
            int reads,
            int writes,
            Map<String, Integer> calls,
            int throttles,
            int retries,
            int launched,
            int adopted,
            Duration duration) {
        this.reads = reads;
        this.writes = writes;
        this.calls = Collections.unmodifiableMap(new TreeMap<>(calls));
        this.throttles = throttles;
        this.retries = retries;
        this.launched = launched;
        this.adopted = adopted;
        this.duration = duration;
    }

    /** Returns the EC2 calls that change nothing, every try counted. */
    public int reads() {
        return reads;
    }

    /** Returns the EC2 calls that may change something, every try counted. */
    public int writes() {
        return writes;
    }

    /** Returns the calls of each action, such as {@code RunInstances}, in the order of their names, every try counted. */
    public Map<String, Integer> calls() {
        return calls;
    }

    /** Returns how many tries EC2 refused because there were too many calls; none of them is a failed host. */
    public int throttles() {
        return throttles;
    }

    /** Returns how many tries came after a first one, for whatever reason. */
    public int retries() {
        return retries;
    }

    /** Returns how many hosts this run launched. */
    public int launched() {
        return launched;
    }

    /** Returns how many hosts were running already and now belong to the result. */
    public int adopted() {
        return adopted;
    }

    /** Returns the time from the first call to the last. */
    public Duration duration() {
        return duration;
    }

    /** Returns such as {@code 9 calls (7 reads, 2 writes), 1.3 seconds: 2 hosts launched, 0 adopted}. */
    @Override
    public String toString() {
        return "%d calls (%d reads, %d writes), %.1f seconds: %d hosts launched, %d adopted"
                .formatted(reads + writes, reads, writes, duration.toMillis() / 1000.0, launched, adopted);
    }
}
