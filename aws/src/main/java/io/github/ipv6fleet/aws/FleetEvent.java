package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.aws.internal.About;
import io.github.ipv6fleet.plan.FleetPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link FleetListener} is told: which fleet, when, and what the event is about. Parts that have nothing to do
 * with it are empty. Holds no user data and no key. Immutable, safe for use by several threads.
 */
public final class FleetEvent {
    private final String fleet;
    private final String step;
    private final Instant time;
    private final int total;
    private final int completed;
    private final About about;

    /**
     * Makes an event.
     *
     * @param step the name of the listener's method
     * @param total hosts that are to be up in the end; 0 before a launch has begun
     * @param completed hosts that run by now
     */
    FleetEvent(String fleet, String step, Instant time, int total, int completed, About about) {
        this.fleet = fleet;
        this.step = step;
        this.time = time;
        this.total = total;
        this.completed = completed;
        this.about = about;
    }

    /** Returns the fleet's name. */
    public String fleet() {
        return fleet;
    }

    /** Returns the name of the listener's method that this event is for, such as {@code launched}. */
    public String step() {
        return step;
    }

    /** Returns when it happened. */
    public Instant time() {
        return time;
    }

    /** Returns how many hosts are to be up in the end: of a launch all, of a replacement one; 0 before it has begun. */
    public int total() {
        return total;
    }

    /** Returns how many of them are running by now, this event's included. */
    public int completed() {
        return completed;
    }

    /** Returns the names of the hosts that it is about. */
    public List<String> hosts() {
        return about.hosts();
    }

    /** Returns the instances that it is about; where there are hosts too, in their order. */
    public List<String> instanceIds() {
        return about.instances();
    }

    /** Returns why hosts failed. */
    public List<HostFailure> failures() {
        return about.failures();
    }

    /** Returns the EC2 action that was refused, such as {@code RunInstances}; empty where none was. */
    public String action() {
        return about.action();
    }

    /** Returns the plan, once there is one. */
    public Optional<FleetPlan> plan() {
        return Optional.ofNullable(about.plan());
    }

    /** Returns what the launch cost, at its end. */
    public Optional<LaunchReport> report() {
        return Optional.ofNullable(about.report());
    }

    /** Returns such as {@code edge launched [edge-1] [i-0123456789abcdef0]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(fleet).append(' ').append(step);
        if (!about.hosts().isEmpty()) {
            text.append(' ').append(about.hosts());
        }
        if (!about.instances().isEmpty()) {
            text.append(' ').append(about.instances());
        }
        return about.action().isEmpty()
                ? text.toString()
                : text.append(' ').append(about.action()).toString();
    }
}
