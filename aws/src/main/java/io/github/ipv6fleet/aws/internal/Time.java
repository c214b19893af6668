package io.github.ipv6fleet.aws.internal;

import java.time.Duration;
import java.time.Instant;

/** Time and threads as one operation has them. Tests have their own, in which waiting takes no time. */
interface Time {
    Instant now();

    void sleep(Duration time) throws InterruptedException;

    /**
     * Runs {@code work} on that many threads, the caller's being one, and returns when it runs on none. The work is a
     * loop over something shared: where fewer threads can be had, fewer do it. It must not throw. If the caller's
     * thread is interrupted, the others are too, and they are still waited for; its interrupt status is then set.
     */
    void together(int workers, Runnable work);
}
