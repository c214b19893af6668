package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The instances that shut down, and those that have gone and are still seen, each in the order of their ends. */
final class Endings {
    /** EC2 API reference, TerminateInstances: "Terminated instances remain visible" for about one hour. */
    private static final Duration TERMINATED_VISIBLE = Duration.ofHours(1);

    private final Duration stateDelay;
    private final Deque<Instance> shuttingDown = new ArrayDeque<>();
    private final Deque<Instance> terminated = new ArrayDeque<>();

    Endings(Duration stateDelay) {
        this.stateDelay = stateDelay;
    }

    /** Adds an instance whose termination begins now. */
    void add(Instance instance) {
        shuttingDown.add(instance);
    }

    /** Returns when the next one has gone; null while none shuts down. */
    @Nullable
    Instant next() {
        Instance going = shuttingDown.peek();
        return going == null || going.terminating() == null
                ? null
                : going.terminating().plus(stateDelay);
    }

    /** Takes those that have gone by that moment, which from now on are seen as terminated. */
    List<Instance> gone(Instant at) {
        List<Instance> gone = take(shuttingDown, each -> each.state(at) == InstanceState.TERMINATED);
        terminated.addAll(gone);
        return gone;
    }

    /** Takes those that are seen no longer. */
    List<Instance> forgotten(Instant now) {
        return take(terminated, each -> {
            Instant since = each.terminating();
            return since != null && !now.isBefore(since.plus(stateDelay).plus(TERMINATED_VISIBLE));
        });
    }

    private static List<Instance> take(Deque<Instance> from, Predicate<Instance> which) {
        List<Instance> taken = new ArrayList<>();
        while (!from.isEmpty() && which.test(from.element())) {
            taken.add(from.remove());
        }
        return taken;
    }
}
