package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was made so lately that not everybody knows it yet: EC2 is consistent only in the end. */
final class News {
    private final Duration delay;
    private final Deque<Made> latest = new ArrayDeque<>();
    private long known = Long.MAX_VALUE;

    private record Made(long order, Instant time) {}

    News(Duration delay) {
        this.delay = delay;
    }

    void made(long order, Instant now) {
        if (!delay.isZero()) {
            latest.add(new Made(order, now));
            known = Math.min(known, order - 1);
        }
    }

    void tick(Instant now) {
        while (!latest.isEmpty() && !now.isBefore(latest.element().time().plus(delay))) {
            latest.remove();
        }
        known = latest.isEmpty() ? Long.MAX_VALUE : latest.element().order() - 1;
    }

    /** Takes all that there is for old. */
    void forget() {
        latest.clear();
        known = Long.MAX_VALUE;
    }

    boolean isKnown(long order) {
        return order <= known;
    }
}
