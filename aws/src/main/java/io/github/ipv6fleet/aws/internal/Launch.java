package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of {@code launch()}: adopts what is there, launches what is missing, and reads back what EC2 then says.
 * Running it again, in this process or another, goes on where it stopped.
 */
public final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    /** How often another run may be found to have launched a host meanwhile; then the two are in each other's way. */
    private static final int ROUNDS = 5;

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final String run;
    /** The instances that this run made, and no other: what rollback may touch. */
    private final Set<String> made = new ConcurrentSkipListSet<>();
    /** The hosts that the fleet is then made of, by index, as last seen. */
    private final Map<Integer, LiveHost> seen = new ConcurrentHashMap<>();
    /** Tokens of calls whose answer was lost in every try. */
    private final Set<String> lost = new ConcurrentSkipListSet<>();

    private Launch(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
        this.run = ec2.newRunId();
    }

    /** What a run leads to: the hosts as EC2 says they are, and what it cost. */
    public record Result(FleetPlan plan, List<LaunchedHost> hosts, LaunchReport report) {}

    /**
     * Launches the fleet.
     *
     * @throws FleetException with every host's failure; what this run made is then terminated again. If the thread is
     *     interrupted it is left, for the next run to go on with.
     */
    public static Result run(Ec2Gateway ec2, FleetSettings settings) {
        Launch launch = new Launch(ec2, settings);
        try {
            return launch.run();
        } catch (RuntimeException e) {
            if (Ec2Errors.isInterruption(e)
                    || (launch.made.isEmpty() && launch.lost.isEmpty() && Rollback.isWhole(e))) {
                throw e;
            }
            ec2.phase(LaunchPhase.ROLL_BACK);
            ec2.timeout(null); // the time given is the launch's; what it made is not left behind for want of it
            launch.made.addAll(Rollback.found(ec2, settings.name(), launch.run, launch.lost));
            throw Rollback.of(ec2, settings.name(), launch.made, e);
        }
    }

    private Result run() {
        Planning planning = Planning.of(ec2, settings);
        for (int round = 1; !act(planning); round++) {
            if (round == ROUNDS) {
                throw Maker.get()
                        .exception(
                                "another run keeps launching hosts or taking addresses that are planned here; wait for it to"
                                        + " end, then launch again");
            }
            ec2.pause(Duration.ofSeconds(1L << round));
            planning = Planning.of(ec2, settings, seen.values());
        }
        Map<Integer, String> ids = new HashMap<>();
        seen.forEach((index, host) -> ids.put(index, host.instanceId()));
        ec2.phase(LaunchPhase.WAIT);
        ReadBack readBack = new ReadBack(ec2, settings, planning.plan(), ids);
        List<LaunchedHost> hosts = readBack.await();
        if (!readBack.failures().isEmpty()) {
            throw Rollback.hosts(readBack.failures());
        }
        LaunchReport report = ec2.report(made.size(), hosts.size() - made.size());
        LOG.info("fleet={} {}", settings.name(), report);
        return new Result(planning.plan(), hosts, report);
    }

    /**
     * Launches all hosts, several at once. Returns false if one turned out not to be as planned, being another run's, or
     * if what was planned for it was taken meanwhile: then it is time to plan again.
     */
    private boolean act(Planning planning) {
        int count = planning.plan().hosts().size();
        HostLauncher launcher = planning.live().hosts().size() == count ? null : launcher(planning);
        ec2.phase(LaunchPhase.ACT);
        AtomicBoolean asPlanned = new AtomicBoolean(true);
        Queue<Integer> later = new ConcurrentLinkedQueue<>();
        Consumer<Integer> work = index -> {
            if (asPlanned.get()) {
                switch (act(planning, launcher, index)) {
                    case DONE -> {}
                    case LATER -> later.add(index);
                    case NOT_AS_PLANNED -> asPlanned.set(false);
                }
            }
        };
        try {
            ec2.each(IntStream.range(0, count).boxed().toList(), work);
            ec2.each(List.copyOf(later), work);
        } catch (FleetException e) {
            throw Rollback.together(e);
        } finally {
            if (launcher != null) {
                lost.addAll(launcher.lost());
            }
        }
        return asPlanned.get();
    }

    private enum Outcome {
        DONE,
        LATER,
        NOT_AS_PLANNED
    }

    private Outcome act(Planning planning, @Nullable HostLauncher launcher, int index) {
        HostPlan plan = planning.plan().hosts().get(index);
        String step = "launch";
        try {
            LiveHost host = planning.live().at(index).orElse(null);
            if (host == null && launcher != null) {
                Optional<LiveHost> launched =
                        launcher.launch(plan, index, planning.live().nextGeneration(index));
                if (launched.isEmpty()) {
                    return Outcome.LATER;
                }
                host = launched.get();
                if (host.run().equals(run)) {
                    made.add(host.instanceId());
                }
            }
            if (host == null) {
                return Outcome.DONE; // that it is missing is said when the fleet is read back
            }
            seen.put(index, host);
            if (!host.isAsPlanned(plan)) {
                return Outcome.NOT_AS_PLANNED;
            }
            if (!plan.blockSource().isAddressRun() && !host.hasPrefix()) {
                step = "assign";
                new PrefixStep(ec2).assign(host, plan.containerBlock());
            }
            return Outcome.DONE;
        } catch (FleetException e) {
            if (Ec2Errors.isInterruption(e)) {
                throw e;
            }
            if (step.equals("launch") && e.code().equals(Ec2Errors.ADDRESS_IN_USE) && isOfOurChoice(index)) {
                LOG.info("fleet={} host={}: {} was taken meanwhile", settings.name(), plan.name(), plan.address());
                return Outcome.NOT_AS_PLANNED;
            }
            // All is rolled back anyway; the hosts that are not begun need not be tried.
            throw Rollback.hosts(
                    List.of(Maker.get().failure(plan.name(), step, String.valueOf(e.getMessage()), e.code())), e);
        }
    }

    /** What a caller pinned is not planned again. */
    private boolean isOfOurChoice(int index) {
        HostSpec wanted = settings.hosts().get(index);
        return settings.givenPlan() == null
                && wanted.address().isEmpty()
                && wanted.containers().isEmpty();
    }

    /** Everything that can be refused is refused here, before the first write. */
    private HostLauncher launcher(Planning planning) {
        Surroundings around = planning.surroundings();
        ec2.phase(LaunchPhase.READ);
        Preflight.check(ec2, settings, around);
        Groundwork groundwork = Groundwork.check(ec2, settings);
        ChosenImage image = Images.choose(ec2, settings, around.architectures());
        RunRequest requests = new RunRequest(settings, image, run);
        ec2.phase(LaunchPhase.RENDER);
        planning.plan().hosts().forEach(host -> requests.of(host, 0, 0)); // a renderer may refuse, or be too large
        ec2.phase(LaunchPhase.ACT);
        groundwork.lay();
        return new HostLauncher(ec2, settings, requests);
    }
}
