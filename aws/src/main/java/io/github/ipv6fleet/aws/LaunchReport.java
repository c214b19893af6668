package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.aws.internal.Cost;
import io.github.ipv6fleet.aws.internal.ReportJson;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an operation cost, and what it was predicted to cost. Immutable, safe for use by several threads. */
public final class LaunchReport {
    private final Cost cost;
    private final Map<String, Integer> calls;
    private final Map<String, Duration> phases;
    private final List<ReportedRequest> requests;

    /** Makes a report of what was counted. */
    LaunchReport(Cost cost) {
        this.cost = cost;
        this.calls = Collections.unmodifiableMap(new TreeMap<>(cost.calls()));
        this.phases = Collections.unmodifiableMap(new LinkedHashMap<>(cost.phases()));
        this.requests = List.copyOf(cost.requests());
    }

    /** Returns the EC2 calls that change nothing, every try counted. */
    public int reads() {
        return cost.reads();
    }

    /** Returns the EC2 calls that may change something, every try counted. */
    public int writes() {
        return cost.writes();
    }

    /** Returns the calls of each action, such as {@code RunInstances}, in the order of their names, every try counted. */
    public Map<String, Integer> calls() {
        return calls;
    }

    /** Returns how many tries EC2 refused because there were too many calls; none of them is a failed host. */
    public int throttles() {
        return cost.throttles();
    }

    /** Returns how many tries came after a first one, for whatever reason. */
    public int retries() {
        return cost.retries();
    }

    /** Returns how many hosts this run launched, also if they were terminated again. */
    public int launched() {
        return cost.launched();
    }

    /** Returns how many hosts were running already and now belong to the result. */
    public int adopted() {
        return cost.adopted();
    }

    /** Returns the time from the first call to the last. */
    public Duration duration() {
        return cost.duration();
    }

    /**
     * Returns how long the launch was in each of its phases, as far as there were: {@code read}, {@code plan},
     * {@code render}, {@code act}, {@code wait} (until hosts run, and reading them back) and {@code rollback}. A phase that
     * came several times is added up. Together they are the duration, but for moments between them.
     */
    public Map<String, Duration> phases() {
        return phases;
    }

    /**
     * Returns the request ids of calls that EC2 refused, throttled ones among them, and then those of writes that
     * succeeded; the latest 500 of either.
     */
    public List<ReportedRequest> requests() {
        return requests;
    }

    /** Returns how many refused calls and writes {@link #requests} had no place for. */
    public int requestsLeftOut() {
        return cost.requestsLeftOut();
    }

    /**
     * Returns what a caller should know of how it went: that EC2 had no room for a type, that prefixes could not be had in one
     * call, that a host was ended because another one had its place. Empty where all went as asked.
     */
    public List<String> notes() {
        return cost.notes();
    }

    /** Returns what the launch was predicted to cost if no host ran yet; empty for what was no launch. */
    public Optional<LaunchForecast> forecast() {
        return Optional.ofNullable(cost.forecast());
    }

    /**
     * Returns the report as a JSON object in one line; {@code version} is 1, and grows when a field changes its meaning.
     * Fields may be added without that. Durations are in seconds.
     */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** Returns such as {@code 9 calls (7 reads, 2 writes), 1.3 seconds: 2 hosts launched, 0 adopted}. */
    @Override
    public String toString() {
        return "%d calls (%d reads, %d writes), %.1f seconds: %d hosts launched, %d adopted"
                .formatted(
                        reads() + writes(), reads(), writes(), duration().toMillis() / 1000.0, launched(), adopted());
    }
}
