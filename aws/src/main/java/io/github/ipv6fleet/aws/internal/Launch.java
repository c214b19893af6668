package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    private final Set<String> made = new TreeSet<>();
    /** The hosts that the fleet is then made of, by index, as last seen. */
    private final Map<Integer, LiveHost> seen = new HashMap<>();

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
            if (Ec2Errors.isInterruption(e) || (launch.made.isEmpty() && Rollback.isWhole(e))) {
                throw e;
            }
            throw Rollback.of(ec2, settings.name(), launch.made, e);
        }
    }

    private Result run() {
        Planning planning = Planning.of(ec2, settings);
        for (int round = 1; !act(planning); round++) {
            if (round == ROUNDS) {
                throw Maker.get()
                        .exception("another run keeps launching its hosts; wait for it to end, then launch again");
            }
            ec2.pause(Duration.ofSeconds(1L << round));
            planning = Planning.of(ec2, settings, seen.values());
        }
        Map<Integer, String> ids = new HashMap<>();
        seen.forEach((index, host) -> ids.put(index, host.instanceId()));
        ReadBack readBack = new ReadBack(ec2, settings, planning.plan(), ids);
        List<LaunchedHost> hosts = readBack.await();
        if (!readBack.failures().isEmpty()) {
            throw Rollback.hosts(readBack.failures());
        }
        LaunchReport report = Maker.get()
                .launchReport(ec2.reads(), ec2.writes(), made.size(), hosts.size() - made.size(), ec2.elapsed());
        LOG.info("fleet={} {}", settings.name(), report);
        return new Result(planning.plan(), hosts, report);
    }

    /** Returns false if a host turned out not to be as planned, being another run's: then it is time to plan again. */
    private boolean act(Planning planning) {
        List<HostPlan> plans = planning.plan().hosts();
        boolean allThere = planning.live().hosts().size() == plans.size();
        HostLauncher launcher = allThere ? null : launcher(planning);
        for (int index = 0; index < plans.size(); index++) {
            HostPlan plan = plans.get(index);
            try {
                LiveHost host = planning.live().at(index).orElse(null);
                if (host == null && launcher != null) {
                    host = launcher.launch(plan, index, planning.live().nextGeneration(index));
                    if (host.run().equals(run)) {
                        made.add(host.instanceId());
                    }
                }
                if (host != null) {
                    seen.put(index, host);
                    if (!host.isAsPlanned(plan)) {
                        return false;
                    }
                    if (!plan.blockSource().isAddressRun() && !host.hasPrefix()) {
                        new PrefixStep(ec2).assign(host, plan.containerBlock());
                    }
                }
            } catch (FleetException e) {
                if (Ec2Errors.isInterruption(e)) {
                    throw e;
                }
                // All is rolled back anyway; the other hosts need not be tried.
                throw Rollback.hosts(
                        List.of(Maker.get().failure(plan.name(), "launch", String.valueOf(e.getMessage()), e.code())),
                        e);
            }
        }
        return true;
    }

    /** Everything that can be refused is refused here, before the first write. */
    private HostLauncher launcher(Planning planning) {
        Surroundings around = planning.surroundings();
        Preflight.check(ec2, settings, around);
        String image = Images.choose(ec2, settings, around.architectures());
        RunRequest requests = new RunRequest(settings, image, run);
        planning.plan().hosts().forEach(host -> requests.of(host, 0, 0)); // a renderer may refuse, or be too large
        return new HostLauncher(ec2, settings, requests);
    }
}
