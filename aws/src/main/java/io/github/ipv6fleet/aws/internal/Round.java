package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a fleet as it is planned now: what is missing is launched, what is unfinished finished, several at once. */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final Planning planning;
    private final Shape shape;
    private final List<LaunchCall> calls;
    private final @Nullable CallLauncher launcher;
    private final Ledger ledger;
    private final AtomicBoolean asPlanned = new AtomicBoolean(true);
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicReference<@Nullable FleetException> first = new AtomicReference<>();
    private final Queue<LaunchCall> later = new ConcurrentLinkedQueue<>();

    /**
     * Begins a pass.
     *
     * @param calls those that make what is missing
     * @param launcher null where nothing is missing
     */
    Round(
            Ec2Gateway ec2,
            FleetSettings settings,
            Planning planning,
            Shape shape,
            List<LaunchCall> calls,
            @Nullable CallLauncher launcher,
            Ledger ledger) {
        this.ec2 = ec2;
        this.settings = settings;
        this.planning = planning;
        this.shape = shape;
        this.calls = calls;
        this.launcher = launcher;
        this.ledger = ledger;
    }

    /**
     * Returns false if a host turned out not to be as planned, being another run's, or if what was planned for it was
     * taken meanwhile: then it is time to plan again. Hosts that failed are in the ledger.
     */
    boolean run() {
        List<Runnable> work = new ArrayList<>();
        planning.live().hosts().forEach(host -> work.add(() -> finish(host)));
        calls.forEach(call -> work.add(() -> launch(call)));
        try {
            each(work);
            List<Runnable> rest = new ArrayList<>();
            later.forEach(call -> rest.add(() -> launch(call)));
            each(rest);
            if (isWorthwhile()) {
                giveLatePrefixes();
            }
        } finally {
            if (launcher != null) {
                ledger.lost(launcher.lost());
            }
        }
        if (failed.get() && !settings.style().keepPartial()) {
            throw Rollback.hosts(ledger.failures(), notBegun(), first.get());
        }
        return asPlanned.get();
    }

    private void each(List<Runnable> work) {
        ec2.each(work, one -> {
            if (isWorthwhile()) {
                one.run();
            }
        });
    }

    /** When all is planned again or rolled back anyway, what is not begun need not be tried. */
    private boolean isWorthwhile() {
        return asPlanned.get() && (settings.style().keepPartial() || !failed.get());
    }

    private List<String> notBegun() {
        return calls.stream()
                .flatMap(call -> call.indices()
                        .filter(index -> !ledger.seen().containsKey(index) && !ledger.hasFailed(index))
                        .mapToObj(index -> call.names().get(index - call.first())))
                .toList();
    }

    private void launch(LaunchCall call) {
        if (launcher == null) {
            return;
        }
        attempt(call, "interface", () -> {
            if (!shape.prepare(call, planning, ledger)) {
                asPlanned.set(false);
            }
        });
        if (ledger.hasFailed(call.first()) || !asPlanned.get()) {
            return;
        }
        attempt(call, "launch", () -> {
            CallLauncher.Launched launched =
                    launcher.launch(call, planning.live().nextGeneration(call.first()));
            launched.hosts().forEach(ledger::see);
            switch (launched.outcome()) {
                case LATER -> later.add(call);
                case NO_ROOM -> {
                    if (isBound(call)) {
                        throw launcher.refusal(call.subnetId());
                    }
                    asPlanned.set(false);
                }
                case THERE -> {
                    if (launched.hosts().size() < call.count()) {
                        asPlanned.set(false);
                    }
                    launched.hosts().forEach(this::finish);
                }
            }
        });
    }

    private void finish(LiveHost host) {
        ledger.see(host);
        if (host.index() >= settings.hosts().size()
                || !planning.scope().has(host.index())
                || !shape.isAsPlanned(host, planning)) {
            asPlanned.set(false);
            return;
        }
        shape.latePrefix(host).ifPresent(prefix -> give(host, prefix, false));
    }

    private void giveLatePrefixes() {
        Map<Integer, LiveHost> hosts = new TreeMap<>(ledger.seen());
        hosts.keySet().removeIf(ledger::hasFailed);
        List<Runnable> work = new ArrayList<>();
        Map<Integer, Ipv6Block> prefixes = shape.latePrefixes(hosts.values());
        hosts.forEach((index, host) -> {
            Ipv6Block prefix = prefixes.get(index);
            if (prefix != null) {
                work.add(() -> give(host, prefix, true));
            }
        });
        each(work);
    }

    /** @param ofOurChoice whether another prefix would do as well */
    private void give(LiveHost host, Ipv6Block prefix, boolean ofOurChoice) {
        try {
            new PrefixStep(ec2).assign(host, prefix);
            ec2.progress().prefixAssigned(host.name(), host.instanceId());
        } catch (FleetException e) {
            if (!Ec2Errors.isInterruption(e) && ((ofOurChoice && isTaken(e, prefix.toString())) || isTakenBack(host))) {
                asPlanned.set(false);
                return;
            }
            fail(e, () -> ledger.failed(host.index(), host.name(), "assign", e));
        }
    }

    /** Whether another run had made the host and has ended it: it is time to launch one of our own. */
    private boolean isTakenBack(LiveHost host) {
        return !host.run().equals(ledger.run())
                && ec2.instancesBy("instance-id", List.of(host.instanceId())).stream()
                        .flatMap(instance -> LiveHost.of(settings.name(), instance).stream())
                        .anyMatch(one -> !one.isThere());
    }

    private void attempt(LaunchCall call, String step, Runnable work) {
        try {
            work.run();
        } catch (FleetException e) {
            if (isOfOurChoice(call)
                    && isTaken(
                            e, call.planned().address() + " " + call.planned().containerBlock())) {
                LOG.info(
                        "fleet={} host={}: {} was taken meanwhile",
                        settings.name(),
                        call,
                        call.planned().address());
                asPlanned.set(false);
                return;
            }
            if (e.code().equals(Ec2Errors.INTERFACE_NOT_FOUND)) {
                LOG.info("fleet={} host={}: another run has taken its interface back", settings.name(), call);
                asPlanned.set(false);
                return;
            }
            fail(e, () -> ledger.failed(call, step, e));
        }
    }

    private void fail(FleetException e, Runnable note) {
        if (Ec2Errors.isInterruption(e)) {
            throw e;
        }
        note.run();
        ledger.failures().forEach(ec2.progress()::failed);
        first.compareAndSet(null, e);
        failed.set(true);
    }

    /**
     * Whether somebody has what was planned. EC2's code for that is known for IPv4 only, so that a value which it refuses is
     * looked at once more: where the same is planned again, it was something else.
     */
    private boolean isTaken(FleetException e, String planned) {
        return Ec2Errors.isTaken(e.code()) || (Ec2Errors.isOfForm(e.code()) && ledger.isNews(planned));
    }

    /** Whether a host can be in no other subnet than it is planned in: it is pinned, or its interface is there. */
    private boolean isBound(LaunchCall call) {
        HostSpec wanted = settings.hosts().get(call.first());
        return settings.givenPlan() != null
                || wanted.subnetId().isPresent()
                || wanted.address().isPresent()
                || wanted.containers().isPresent()
                || planning.surroundings().retained().at(call.first()).isPresent();
    }

    /** What a caller pinned is not planned again; nor is what EC2 refuses a second time. */
    private boolean isOfOurChoice(LaunchCall call) {
        if (call.plan() == null || settings.givenPlan() != null) {
            return false;
        }
        HostSpec wanted = settings.hosts().get(call.first());
        return wanted.address().isEmpty() && wanted.containers().isEmpty();
    }
}
