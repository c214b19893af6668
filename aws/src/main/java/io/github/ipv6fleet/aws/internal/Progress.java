package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetEvent;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.plan.FleetPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the listeners how one launch gets on, one event at a time. What a listener throws stays here. Safe
 * for use by several threads.
 */
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final List<FleetListener> listeners;
    private final Time time;
    private final ReentrantLock turn = new ReentrantLock();

    // Guarded by the turn.
    private String fleet = "";
    private int total;
    private @Nullable FleetPlan plan;
    private final Set<String> running = new HashSet<>();
    private final Set<String> failed = new HashSet<>();
    private int launched;

    Progress(List<FleetListener> listeners, Time time) {
        this.listeners = List.copyOf(listeners);
        this.time = time;
    }

    /** Says whose operation this is; before, what happens is nobody's. */
    void of(String fleet) {
        of(fleet, 0);
    }

    /** The same, and how many hosts it is to bring up. */
    void of(String fleet, int total) {
        turn.lock();
        try {
            this.fleet = fleet;
            this.total = total;
        } finally {
            turn.unlock();
        }
    }

    void planned(FleetPlan plan) {
        tell(FleetListener::planned, "planned", About.NOTHING, () -> this.plan = plan);
    }

    /** @param hosts the names of those that one call launches */
    void launching(List<String> hosts) {
        tell(FleetListener::launching, "launching", About.NOTHING.hosts(hosts), () -> {});
    }

    void launched(List<String> hosts, List<String> instanceIds) {
        tell(
                FleetListener::launched,
                "launched",
                About.NOTHING.hosts(hosts).instances(instanceIds),
                () -> launched += hosts.size());
    }

    /** How many hosts this launch has launched, also those that it has ended again. */
    int launchedSoFar() {
        turn.lock();
        try {
            return launched;
        } finally {
            turn.unlock();
        }
    }

    void prefixAssigned(String host, String instanceId) {
        tell(FleetListener::prefixAssigned, "prefixAssigned", About.host(host, instanceId), () -> {});
    }

    /** May be called each time that the host is seen running; told the first time. */
    void running(String host, String instanceId) {
        turn.lock();
        try {
            if (!running.contains(host)) {
                tell(FleetListener::running, "running", About.host(host, instanceId), () -> running.add(host));
            }
        } finally {
            turn.unlock();
        }
    }

    /** May be called again for the same host; told the first time. */
    void failed(HostFailure failure) {
        turn.lock();
        try {
            if (failed.add(failure.host())) {
                tell(FleetListener::failed, "failed", About.NOTHING.failure(failure), () -> {});
            }
        } finally {
            turn.unlock();
        }
    }

    void rolledBack(List<String> instanceIds) {
        tell(FleetListener::rolledBack, "rolledBack", About.NOTHING.instances(instanceIds), () -> {});
    }

    void throttled(String action) {
        tell(FleetListener::throttled, "throttled", About.NOTHING.action(action), () -> {});
    }

    void done(LaunchReport report) {
        tell(FleetListener::done, "done", About.NOTHING.report(report), () -> {});
    }

    private void tell(BiConsumer<FleetListener, FleetEvent> method, String step, About about, Runnable before) {
        turn.lock();
        try {
            before.run();
            log(step, about);
            if (listeners.isEmpty()) {
                return;
            }
            FleetEvent event = Maker.get().event(fleet, step, time.now(), total, running.size(), about.plan(plan));
            for (FleetListener listener : listeners) {
                try {
                    method.accept(listener, event);
                } catch (VirtualMachineError e) {
                    throw e; // not the listener's, and nothing goes on after it
                } catch (RuntimeException | Error e) {
                    LOG.warn("fleet={} step={}: a listener threw, the launch goes on", fleet, step, e);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** The keys fleet, step, host and instance are stable. */
    private void log(String step, About about) {
        if (!about.failures().isEmpty()) {
            HostFailure failure = about.failures().get(0);
            LOG.warn("fleet={} step={} host={}: {}", fleet, step, failure.host(), failure.reason());
        } else if (about.report() != null) {
            LOG.info("fleet={} step={}: {}", fleet, step, about.report());
        } else if (!about.action().isEmpty()) {
            LOG.debug("fleet={} step={} action={}", fleet, step, about.action());
        } else {
            LOG.info(
                    "fleet={} step={} host={} instance={}",
                    fleet,
                    step,
                    String.join(",", about.hosts()),
                    String.join(",", about.instances()));
        }
    }
}
