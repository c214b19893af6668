package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedHost;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of {@code launch()}: adopts what is there, launches what is missing, and reads back what EC2 then says.
 * Running it again, in this process or another, goes on where it stopped.
 */
public final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    /** How often another run may be found to have launched a host meanwhile; then the two are in each other's way. */
    private static final int ROUNDS = 10;

    /** Of the pause before a round: then it is some half a minute, as long as another run may take to take hosts back. */
    private static final int MOST_DOUBLINGS = 5;

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final Shape shape;
    private final Offers offers;
    private final Ledger ledger;

    private final Scope scope;

    private Launch(Ec2Gateway ec2, FleetSettings settings, Scope scope) {
        this.ec2 = ec2;
        this.scope = scope;
        this.settings = settings;
        this.ledger = new Ledger(ec2.newRunId());
        this.shape = Shape.of(ec2, settings, ledger.run());
        this.offers = new Offers(ec2, settings);
    }

    /**
     * What a run leads to: the hosts as EC2 says they are, and what it cost.
     *
     * @param failures of the hosts that did not come up, where the caller wants those that did
     */
    public record Result(List<LaunchedHost> hosts, List<HostFailure> failures, LaunchReport report) {}

    /**
     * Launches the fleet.
     *
     * @throws FleetException with every host's failure; what this run made is then terminated again. If the thread is
     *     interrupted it is left, for the next run to go on with.
     */
    public static Result run(Ec2Gateway ec2, FleetSettings settings) {
        return run(ec2, settings, Scope.ALL);
    }

    /** Launches some hosts of the fleet, and looks at no others. */
    static Result run(Ec2Gateway ec2, FleetSettings settings, Scope scope) {
        return toTheEnd(ec2, () -> attempt(ec2, settings, scope));
    }

    /** Says how a launch ended, whatever number of attempts it took. */
    static Result toTheEnd(Ec2Gateway ec2, Supplier<Result> launch) {
        try {
            Result result = launch.get();
            ec2.progress().done(result.report());
            return result;
        } catch (RuntimeException e) {
            ec2.progress().done(ec2.reportOfFailure());
            throw e;
        }
    }

    /** Launches as {@link #run} does; but it is not over yet, for another attempt may follow. */
    static Result attempt(Ec2Gateway ec2, FleetSettings settings, Scope scope) {
        Launch launch = new Launch(ec2, settings, scope);
        ec2.progress().of(settings.name(), scope.of(settings.hosts().size()).size());
        try {
            return launch.run();
        } catch (RuntimeException e) {
            if (Ec2Errors.isInterruption(e) || (launch.ledger.hasMadeNothing() && Rollback.isWhole(e))) {
                throw e;
            }
            launch.ledger.failures().forEach(ec2.progress()::failed);
            ec2.phase(LaunchPhase.ROLL_BACK);
            // The time given is the launch's; what it made is not left behind for want of it.
            FleetException said = ec2.untimed(() -> new Rollback(ec2, settings.name(), launch.ledger).undo(e));
            ec2.progress().rolledBack(List.copyOf(launch.ledger.made()));
            throw said;
        }
    }

    /** A launch that came to its end. */
    private record Settled(List<LaunchedHost> hosts, ReadBack readBack) {}

    private Settled settled() {
        Planning planning = Checking.planned(
                ec2, settings, () -> Planning.of(ec2, settings, List.of(), settings.subnetIds(), scope));
        for (int round = 1; ; round++) {
            if (act(planning)) {
                ec2.phase(LaunchPhase.WAIT);
                ReadBack readBack = new ReadBack(ec2, settings, shape, planning, ledger);
                List<LaunchedHost> hosts = readBack.await();
                if (!readBack.isOneMissing()) {
                    return new Settled(hosts, readBack);
                }
                LOG.info("fleet={} a host of another run has ended; its place is filled again", settings.name());
            }
            if (round >= ROUNDS + settings.subnetIds().size() - offers.subnets().size()) {
                throw Maker.get()
                        .exception(
                                "another run keeps launching or ending hosts, or taking addresses that are planned here;"
                                        + " wait for it to end, then launch again");
            }
            ec2.pause(Duration.ofSeconds(1L << Math.min(round, MOST_DOUBLINGS)));
            planning = Planning.of(
                    ec2, settings, ledger.seen().values(), offers.subnets(), scope.without(ledger::hasFailed));
        }
    }

    private Result run() {
        Settled settled = settled();
        List<LaunchedHost> hosts = settled.hosts();
        ReadBack readBack = settled.readBack();
        end(readBack.doubles());
        readBack.failures().forEach(ec2.progress()::failed);
        List<HostFailure> failures = Stream.concat(ledger.failures().stream(), readBack.failures().stream())
                .toList();
        if (!failures.isEmpty() && !settings.style().keepPartial()) {
            throw Rollback.hosts(failures, List.of(), null);
        }
        Set<String> made = ledger.made();
        int launched = (int)
                hosts.stream().filter(host -> made.contains(host.instanceId())).count();
        LaunchReport report = ec2.report(launched, hosts.size() - launched);
        return new Result(hosts, failures, report);
    }

    private boolean act(Planning planning) {
        if (planning.isPlanned()) {
            ec2.progress().planned(planning.plan());
        }
        List<LaunchCall> calls = shape.calls(planning);
        CallLauncher launcher = calls.isEmpty() ? null : launcher(planning, calls);
        ec2.phase(LaunchPhase.ACT);
        end(planning.live().doubles());
        if (launcher != null && settings.style().reserved() != null) {
            new Reservation(ec2, settings.name())
                    .ensure(settings.subnetIds().get(0), settings.style().reserved(), ledger.run())
                    .ifPresent(ledger::madeReservation);
        }
        return new Round(ec2, settings, planning, shape, calls, launcher, ledger).run();
    }

    /** Two runs at once can have launched one host each by different tokens; every run finds the same one too many. */
    private void end(List<LiveHost> doubles) {
        List<String> ids = doubles.stream().map(LiveHost::instanceId).toList();
        if (!ids.isEmpty()) {
            LOG.warn("fleet={} instances={}: another host has their place; terminated", settings.name(), ids);
            ec2.note("terminated as another host had its place: " + String.join(", ", ids));
            Terminate.all(ec2, ids);
        }
    }

    /** Everything that can be refused is refused here, before the first write. */
    private CallLauncher launcher(Planning planning, List<LaunchCall> calls) {
        Surroundings around = planning.surroundings();
        ec2.phase(LaunchPhase.READ);
        HandedCheck.refuseEc2Fleets(ec2, settings.name());
        Seen seen = Preflight.require(ec2, settings, around, planning.newInterfaces());
        Groundwork groundwork = Groundwork.of(ec2, settings, seen);
        ChosenImage image = ChosenImage.of(seen.image(), settings.options().rootVolume());
        RunRequest requests = new RunRequest(settings, shape, image, ledger.run());
        ec2.phase(LaunchPhase.RENDER);
        // A renderer may refuse, or be too large.
        String type = settings.instanceTypes().get(0);
        calls.forEach(call -> requests.of(call, 0, type));
        ec2.phase(LaunchPhase.ACT);
        groundwork.lay();
        return new CallLauncher(ec2, settings, requests, offers);
    }
}
