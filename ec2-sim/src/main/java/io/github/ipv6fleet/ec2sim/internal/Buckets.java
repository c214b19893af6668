package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.Throttling;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The token buckets of one account in one Region. Thread-safe. */
final class Buckets {
    private final Throttling throttling;
    private final Map<Key, Bucket> buckets = new HashMap<>();

    /** One limit of one action: calls that ask for everything have a limit of their own. */
    private record Key(String name, Throttling.Limit limit) {}

    private static final class Bucket {
        private final Throttling.Limit limit;
        private double tokens;
        private Instant filled;

        Bucket(Throttling.Limit limit, Instant now) {
            this.limit = limit;
            this.tokens = limit.capacity();
            this.filled = now;
        }

        private void fill(Instant now) {
            double seconds = Duration.between(filled, now).toNanos() / 1e9;
            tokens = Math.min(limit.capacity(), tokens + Math.max(0, seconds) * limit.perSecond());
            filled = now;
        }

        int takeUpTo(int wanted, Instant now) {
            fill(now);
            int taken = Math.min(wanted, (int) (tokens + 1e-6));
            tokens -= taken;
            return taken;
        }

        boolean take(double wanted, Instant now) {
            fill(now);
            // What came back a little at a time adds up to a token only nearly.
            if (tokens + 1e-6 < wanted) {
                return false;
            }
            tokens -= wanted;
            return true;
        }
    }

    Buckets(Throttling throttling) {
        this.throttling = throttling;
    }

    /** Takes what the call costs, or refuses it; a call that is refused for its resources has cost its request. */
    synchronized void take(String action, Map<String, String> parameters, Instant now) {
        take(action, throttling.requestsOf(action, asksForEverything(action, parameters)), 1, now);
        int resources = resources(action, parameters);
        if (resources > 0) {
            take(action + " resources", throttling.resourcesOf(action), resources, now);
        }
    }

    /** Takes what the instances of a fleet cost out of the bucket of RunInstances; returns how many may be launched. */
    synchronized int takeLaunches(int wanted, Instant now) {
        Optional<Throttling.Limit> limit = throttling.resourcesOf("RunInstances");
        if (limit.isEmpty()) {
            return wanted;
        }
        return bucket("RunInstances resources", limit.get(), now).takeUpTo(wanted, now);
    }

    private Bucket bucket(String name, Throttling.Limit limit, Instant now) {
        return buckets.computeIfAbsent(new Key(name, limit), any -> new Bucket(limit, now));
    }

    private void take(String name, Optional<Throttling.Limit> limit, int tokens, Instant now) {
        if (limit.isPresent() && !bucket(name, limit.get(), now).take(tokens, now)) {
            throw Ec2Error.throttled();
        }
    }

    private static boolean asksForEverything(String action, Map<String, String> parameters) {
        return action.startsWith("Describe")
                && parameters.keySet().stream().noneMatch(name -> name.equals("MaxResults") || name.contains("."));
    }

    private static int resources(String action, Map<String, String> parameters) {
        if (action.equals("RunInstances")) {
            String most = parameters.getOrDefault("MaxCount", "1");
            return most.matches("[0-9]{1,6}") ? Integer.parseInt(most) : 1;
        }
        return (int) parameters.keySet().stream()
                .filter(name -> name.startsWith("InstanceId."))
                .count();
    }
}
