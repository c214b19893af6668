package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds calls back until EC2 is ready for them: a refused call costs as much as an accepted one, and bursts that empty
 * a bucket get less done than calls at its pace. Safe for use by several threads.
 */
final class Pacer {
    private final ApiLimits limits;
    private final Time time;
    private final Map<String, TokenBucket> requests = new HashMap<>();
    private final Map<String, TokenBucket> resources = new HashMap<>();

    Pacer(ApiLimits limits, Time time) {
        this.limits = limits;
        this.time = time;
    }

    /** Books a call of that action over so many resources, and returns how long to wait before it. */
    synchronized Duration book(String action, int count) {
        Instant now = time.now();
        Duration wait = bucket(action, now).take(1, now);
        if (limits.resources(action).isPresent()) {
            TokenBucket bucket = resources.computeIfAbsent(
                    action, a -> new TokenBucket(limits.resources(a).orElseThrow(), now));
            Duration longer = bucket.take(count, now);
            return longer.compareTo(wait) > 0 ? longer : wait;
        }
        return wait;
    }

    /** EC2 refused a call because there were too many. */
    synchronized void throttled(String action) {
        Instant now = time.now();
        bucket(action, now).emptied(now);
    }

    synchronized void succeeded(String action) {
        Instant now = time.now();
        bucket(action, now).succeeded(now);
    }

    private TokenBucket bucket(String action, Instant now) {
        return requests.computeIfAbsent(action, a -> new TokenBucket(limits.requests(a), now));
    }
}
