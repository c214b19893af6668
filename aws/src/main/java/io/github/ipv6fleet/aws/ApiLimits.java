package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast EC2 lets an account call it: a token bucket for each action, for some a second one with a token for each
 * instance. By default EC2's documented figures for RunInstances, TerminateInstances, reads and writes ("Request throttling for
 * the Amazon EC2 API"), and ten calls at a time; AssignIpv6Addresses and other actions are taken as any write, without a
 * source.
 * An account whose quotas are others, or that others use too, says so here; its own figures are in Service Quotas.
 * Immutable, safe for use by several threads.
 */
public final class ApiLimits {
    /** More threads than that no operation has. */
    private static final int MOST_IN_FLIGHT = 16;

    private static final Bucket READS = new Bucket(100, 20);
    private static final Bucket WRITES = new Bucket(50, 5);
    private static final Bucket ENDLESS = new Bucket(Double.MAX_VALUE, Double.MAX_VALUE);

    private static final ApiLimits EC2 = new ApiLimits(
            READS,
            WRITES,
            Map.of("RunInstances", new Bucket(5, 2), "TerminateInstances", new Bucket(100, 5)),
            Map.of("RunInstances", new Bucket(1000, 2), "TerminateInstances", new Bucket(1000, 20)),
            10);

    private final Bucket reads;
    private final Bucket writes;
    private final Map<String, Bucket> requests;
    private final Map<String, Bucket> resources;
    private final int inFlight;

    private ApiLimits(
            Bucket reads, Bucket writes, Map<String, Bucket> requests, Map<String, Bucket> resources, int inFlight) {
        this.reads = reads;
        this.writes = writes;
        this.requests = Map.copyOf(requests);
        this.resources = Map.copyOf(resources);
        this.inFlight = inFlight;
    }

    /**
     * A token bucket.
     *
     * @param capacity how many tokens it holds, and holds at first; at least 1
     * @param perSecond how many it gains each second; more than 0
     */
    public record Bucket(double capacity, double perSecond) {
        /** Checks both. */
        public Bucket {
            if (!(capacity >= 1)) {
                throw new IllegalArgumentException("capacity " + capacity + ": no call ever fits; give at least 1");
            }
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException(
                        "perSecond " + perSecond + ": the bucket never fills again; give more than 0");
            }
        }
    }

    /** Returns EC2's own figures. */
    public static ApiLimits ec2() {
        return EC2;
    }

    /** Returns limits that hold nothing back, for endpoints that throttle nothing; ten calls at a time still. */
    public static ApiLimits unlimited() {
        return new ApiLimits(ENDLESS, ENDLESS, Map.of(), Map.of(), EC2.inFlight);
    }

    /** Returns the same, but for one action, such as {@code RunInstances}. */
    public ApiLimits withRequests(String action, Bucket bucket) {
        return new ApiLimits(reads, writes, plus(requests, action, bucket), resources, inFlight);
    }

    /** Returns the same, but for the instances that one action makes or ends. */
    public ApiLimits withResources(String action, Bucket bucket) {
        return new ApiLimits(reads, writes, requests, plus(resources, action, bucket), inFlight);
    }

    /** Returns the same, with 1 to 16 calls at a time; each has a thread. */
    public ApiLimits withInFlight(int calls) {
        if (calls < 1 || calls > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException(calls + " calls in flight; give 1 to " + MOST_IN_FLIGHT);
        }
        return new ApiLimits(reads, writes, requests, resources, calls);
    }

    /** Returns the bucket of an action's calls; one that is not named has that of all reads or all writes. */
    public Bucket requests(String action) {
        requireNonNull(action, "action");
        boolean isRead = action.startsWith("Describe") || action.startsWith("Get");
        return requests.getOrDefault(action, isRead ? reads : writes);
    }

    /** Returns the bucket of the instances that an action makes or ends; empty where EC2 does not count them. */
    public Optional<Bucket> resources(String action) {
        return Optional.ofNullable(resources.get(requireNonNull(action, "action")));
    }

    /** Returns how many calls are under way at a time. */
    public int inFlight() {
        return inFlight;
    }

    private static Map<String, Bucket> plus(Map<String, Bucket> known, String action, Bucket bucket) {
        Map<String, Bucket> more = new HashMap<>(known);
        more.put(requireNonNull(action, "action"), requireNonNull(bucket, "bucket"));
        return more;
    }
}
