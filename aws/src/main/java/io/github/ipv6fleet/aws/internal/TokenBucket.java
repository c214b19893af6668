package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits.Bucket;
import java.time.Duration;
import java.time.Instant;

/**
 * One bucket of EC2's, as far as we can tell from here. Tokens are sold before they are there: who comes next waits
 * behind whoever came before, so that nobody starves. Not for use by several threads at once.
 */
final class TokenBucket {
    /** After a throttle answer the bucket fills this much slower: somebody else draws from it too. */
    private static final double SLOWER = 0.5;

    private static final double SLOWEST = 0.125;
    /** And with each call that succeeds this much faster again. */
    private static final double FASTER = 0.05;

    private static final double NANOS = 1e9;

    private final Bucket bucket;
    private double tokens;
    private double pace = 1;
    private Instant filled;

    TokenBucket(Bucket bucket, Instant now) {
        this.bucket = bucket;
        this.tokens = bucket.capacity();
        this.filled = now;
    }

    /** Takes tokens, and returns how long to wait until they are there. */
    Duration take(int count, Instant now) {
        fill(now);
        tokens -= count;
        return tokens >= 0
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(-tokens / (bucket.perSecond() * pace) * NANOS));
    }

    /** EC2 says that the bucket is empty. */
    void emptied(Instant now) {
        fill(now);
        tokens = Math.min(tokens, 0);
        pace = Math.max(SLOWEST, pace * SLOWER);
    }

    void succeeded(Instant now) {
        if (pace < 1) {
            fill(now);
            pace = Math.min(1, pace + FASTER);
        }
    }

    private void fill(Instant now) {
        if (now.isAfter(filled)) {
            double seconds = Duration.between(filled, now).toNanos() / NANOS;
            tokens = Math.min(bucket.capacity(), tokens + seconds * bucket.perSecond() * pace);
            filled = now;
        }
    }
}
