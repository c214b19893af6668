package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token buckets that calls take from; an empty one answers {@code RequestLimitExceeded} with status 503. Each action
 * has one of its own for requests, and some have a second one for the resources that they ask for. Immutable.
 */
public final class Throttling {
    private static final Throttling NONE = new Throttling(null, null, null, Map.of(), Map.of());

    private final @Nullable Limit reads;
    private final @Nullable Limit allAtOnce;
    private final @Nullable Limit writes;
    private final Map<String, Limit> requests;
    private final Map<String, Limit> resources;

    /**
     * A bucket.
     *
     * @param capacity how many tokens it holds when it is full, as it is at the start
     * @param perSecond how many tokens come back in a second
     */
    public record Limit(double capacity, double perSecond) {
        /** Refuses what cannot be. */
        public Limit {
            if (!(capacity >= 1) || !(perSecond > 0)) {
                throw new IllegalArgumentException("bucket of " + capacity + " tokens, " + perSecond
                        + " a second: give at least 1, and more than 0");
            }
        }
    }

    private Throttling(
            @Nullable Limit reads,
            @Nullable Limit allAtOnce,
            @Nullable Limit writes,
            Map<String, Limit> requests,
            Map<String, Limit> resources) {
        this.reads = reads;
        this.allAtOnce = allAtOnce;
        this.writes = writes;
        this.requests = requests;
        this.resources = resources;
    }

    /** Returns no limit at all. */
    public static Throttling none() {
        return NONE;
    }

    /**
     * Returns EC2's limits for an account in a Region (Amazon EC2 Developer Guide, "Request throttling"; aws/karpenter-provider-aws,
     * kwok/ec2/ratelimiting.go): reads 100 and 20 a second, without filter and page 50 and 10, writes 50 and 5, RunInstances 5
     * and 2 with 1,000 instances and 2, TerminateInstances 100 and 5 with 1,000 and 20, StartInstances 5 and 2 with 1,000 and
     * 2, StopInstances 1,000 instances and 20, CreateTags 100 and 10.
     */
    public static Throttling ec2() {
        return new Throttling(new Limit(100, 20), new Limit(50, 10), new Limit(50, 5), Map.of(), Map.of())
                .requests("RunInstances", 5, 2)
                .resources("RunInstances", 1_000, 2)
                .requests("StartInstances", 5, 2)
                .resources("StartInstances", 1_000, 2)
                .requests("TerminateInstances", 100, 5)
                .resources("TerminateInstances", 1_000, 20)
                .resources("StopInstances", 1_000, 20)
                .requests("CreateTags", 100, 10);
    }

    /** Returns these limits with another one for the requests of an action. */
    public Throttling requests(String action, double capacity, double perSecond) {
        return new Throttling(reads, allAtOnce, writes, with(requests, action, capacity, perSecond), resources);
    }

    /** Returns these limits with another one for the instances that RunInstances, Start-, Stop- or TerminateInstances name. */
    public Throttling resources(String action, double capacity, double perSecond) {
        return new Throttling(reads, allAtOnce, writes, requests, with(resources, action, capacity, perSecond));
    }

    private static Map<String, Limit> with(
            Map<String, Limit> limits, String action, double capacity, double perSecond) {
        Map<String, Limit> changed = new HashMap<>(limits);
        changed.put(requireNonNull(action, "action"), new Limit(capacity, perSecond));
        return Map.copyOf(changed);
    }

    /**
     * Returns the limit of an action's requests, if it has one.
     *
     * @param everything whether the call asks for all there is, without a filter, ids or a page size
     */
    public Optional<Limit> requestsOf(String action, boolean everything) {
        if (requests.containsKey(action)) {
            return Optional.of(requests.get(action));
        }
        boolean reading = action.startsWith("Describe") || action.startsWith("Get");
        return Optional.ofNullable(!reading ? writes : everything ? allAtOnce : reads);
    }

    /** Returns the limit of the resources that an action asks for, if it has one. */
    public Optional<Limit> resourcesOf(String action) {
        return Optional.ofNullable(resources.get(action));
    }
}
