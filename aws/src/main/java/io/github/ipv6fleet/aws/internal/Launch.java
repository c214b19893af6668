package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final String run = UUID.randomUUID().toString();
    /** The instances that this run made, and no other: what rollback may touch. */
    private final Set<String> made = new TreeSet<>();
    /** The instances that the fleet is then made of, by index. */
    private final Map<Integer, String> ids = new HashMap<>();

    private Launch(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** What a run leads to: the hosts as EC2 says they are, and what it cost. */
    public record Result(FleetPlan plan, List<LaunchedHost> hosts, LaunchReport report) {}

    /**
     * Launches the fleet.
     *
     * @throws FleetException with every host's failure; what this run made is then terminated again
     */
    public static Result run(Ec2Gateway ec2, FleetSettings settings) {
        return new Launch(ec2, settings).run();
    }

    private Result run() {
        Planning planning = Planning.of(ec2, settings);
        for (int round = 1; !act(planning); round++) {
            if (round == ROUNDS) {
                throw failed(List.of(new HostFailure(
                        settings.name(), "launch", "another run keeps launching its hosts; wait for it to end", "")));
            }
            planning = Planning.of(ec2, settings);
        }
        ReadBack readBack = new ReadBack(ec2, settings, planning.plan(), ids);
        List<LaunchedHost> hosts = readBack.await();
        if (!readBack.failures().isEmpty()) {
            throw failed(readBack.failures());
        }
        LaunchReport report =
                new LaunchReport(ec2.reads(), ec2.writes(), made.size(), hosts.size() - made.size(), ec2.elapsed());
        LOG.info("fleet={} {}", settings.name(), report);
        return new Result(planning.plan(), hosts, report);
    }

    /** Returns false if a host turned out to be another run's and not as planned: then it is time to plan again. */
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
                    } else if (!host.isAsPlanned(plan)) {
                        return false;
                    }
                }
                if (host != null) {
                    ids.put(index, host.instanceId());
                }
                if (host != null && !plan.blockSource().isAddressRun() && !host.hasPrefix()) {
                    new PrefixStep(ec2).assign(host, plan.containerBlock());
                }
            } catch (FleetException e) {
                // All is rolled back anyway; the other hosts need not be tried.
                throw failed(List.of(new HostFailure(plan.name(), "launch", String.valueOf(e.getMessage()), e.code())));
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

    private FleetException failed(List<HostFailure> failures) {
        return new FleetException(
                "fleet " + settings.name() + " was not launched; " + rolledBack() + "\n  "
                        + failures.stream().map(HostFailure::toString).collect(Collectors.joining("\n  ")),
                failures);
    }

    private String rolledBack() {
        if (made.isEmpty()) {
            return "this run had launched nothing";
        }
        try {
            ec2.terminate(new ArrayList<>(made));
            return "what this run launched is terminated again: " + made;
        } catch (FleetException e) {
            return "what this run launched could not be terminated (" + e.getMessage() + "), terminate it: " + made;
        }
    }
}
