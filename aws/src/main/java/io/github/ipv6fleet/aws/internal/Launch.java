package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final Planning planning;
    private final List<HostFailure> failures = new ArrayList<>();
    private final Set<String> launchedNow = new HashSet<>();

    private Launch(Ec2Gateway ec2, FleetSettings settings, Planning planning) {
        this.ec2 = ec2;
        this.settings = settings;
        this.planning = planning;
    }

    /** What a run leads to: the hosts as EC2 says they are, and what it cost. */
    public record Result(FleetPlan plan, List<LaunchedHost> hosts, LaunchReport report) {}

    /**
     * Launches the fleet.
     *
     * @throws FleetException with every host's failure; what this run made is then terminated again
     */
    public static Result run(Ec2Gateway ec2, FleetSettings settings) {
        Planning planning = Planning.of(ec2, settings);
        Launch launch = new Launch(ec2, settings, planning);
        launch.act();
        List<LaunchedHost> hosts = launch.readBack();
        LaunchReport report = new LaunchReport(
                ec2.reads(),
                ec2.writes(),
                launch.launchedNow.size(),
                hosts.size() - launch.launchedNow.size(),
                ec2.elapsed());
        LOG.info("fleet={} {}", settings.name(), report);
        return new Result(planning.plan(), hosts, report);
    }

    private void act() {
        List<HostPlan> plans = planning.plan().hosts();
        boolean allThere = planning.live().hosts().size() == plans.size();
        HostLauncher launcher = allThere ? null : launcher();
        for (int index = 0; index < plans.size(); index++) {
            HostPlan plan = plans.get(index);
            try {
                LiveHost host = planning.live().at(index).orElse(null);
                if (host == null && launcher != null) {
                    host = launcher.launch(plan, index, planning.live().nextGeneration(index));
                    launchedNow.add(host.instanceId());
                }
                if (host != null && !plan.blockSource().isAddressRun() && !host.hasPrefix()) {
                    new PrefixStep(ec2).assign(host, plan.containerBlock());
                }
            } catch (FleetException e) {
                failures.add(new HostFailure(plan.name(), "launch", String.valueOf(e.getMessage()), e.code()));
                break; // All is rolled back anyway; the other hosts need not be tried.
            }
        }
        failOnFailures();
    }

    /** Everything that can be refused is refused here, before the first write. */
    private HostLauncher launcher() {
        Surroundings around = planning.surroundings();
        Preflight.check(ec2, settings, around);
        String image = Images.choose(ec2, settings, around.architectures());
        RunRequest requests = new RunRequest(settings, image, UUID.randomUUID().toString());
        planning.plan().hosts().forEach(host -> requests.of(host, 0, 0)); // a renderer may refuse, or be too large
        return new HostLauncher(ec2, settings, requests);
    }

    private List<LaunchedHost> readBack() {
        ReadBack readBack = new ReadBack(ec2, settings, planning.plan());
        List<LaunchedHost> hosts = readBack.await();
        failures.addAll(readBack.failures());
        failOnFailures();
        return hosts;
    }

    private void failOnFailures() {
        if (failures.isEmpty()) {
            return;
        }
        String rollback = launchedNow.isEmpty() ? "nothing had been launched" : rolledBack();
        throw new FleetException(
                "fleet " + settings.name() + " was not launched; " + rollback + "\n  "
                        + failures.stream().map(HostFailure::toString).collect(Collectors.joining("\n  ")),
                failures);
    }

    private String rolledBack() {
        List<String> ids = launchedNow.stream().sorted().toList();
        try {
            ec2.terminate(ids);
            return "what this run launched is terminated again: " + ids;
        } catch (FleetException e) {
            return "what this run launched could not be terminated (" + e.getMessage() + "), terminate it: " + ids;
        }
    }
}
