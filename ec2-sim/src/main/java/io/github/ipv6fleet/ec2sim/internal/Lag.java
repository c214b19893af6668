package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * EC2 as it was a while ago: what is described while the region is not consistent yet. It is a second world, in which every
 * write takes effect again, that much later. Whoever calls holds the lock of the first world.
 */
public final class Lag {
    private final Duration delay;
    private final World past;
    private final Dispatcher again;
    private final Deque<Write> waiting = new ArrayDeque<>();
    private Instant then;

    private record Write(Instant time, Map<String, String> fields) {}

    /** {@code world} makes one with the settings of the first, and with the given clock. */
    public Lag(Duration delay, Instant start, Function<java.time.InstantSource, World> world) {
        this.delay = delay;
        this.then = start;
        this.past = world.apply(() -> then);
        this.again = new Dispatcher(past, exchange -> {});
    }

    void add(Instant time, String action, Map<String, String> parameters) {
        Map<String, String> fields = new TreeMap<>(parameters);
        fields.put("Action", action);
        waiting.add(new Write(time, fields));
    }

    /** Returns the world as it is seen now, to be read only. */
    World seenAt(Instant now) {
        Instant last = now.minus(delay);
        past.showNew(false);
        while (!waiting.isEmpty() && !waiting.element().time().isAfter(last)) {
            Write write = waiting.remove();
            then = write.time();
            again.repeat(write.fields());
        }
        then = last;
        past.tick();
        past.showNew(true);
        return past;
    }
}
