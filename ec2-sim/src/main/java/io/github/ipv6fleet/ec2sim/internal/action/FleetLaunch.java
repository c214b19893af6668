package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Controls;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Failure;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Member;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Pool;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Launches for a fleet: so many units out of its pools, one pool after the other. What a pool refuses is a failure of that
 * pool, and never of the fleet.
 */
public final class FleetLaunch {
    /** The parameter by which it is said how many instances EC2's limits allow. */
    public static final String MOST = Controls.OWN + "Launches";

    /** One request of RunInstances for this many; that EC2 launches for fleets in the same steps is not known. */
    private static final int MOST_AT_ONCE = 1_000;

    private final World world;
    private final Fleet fleet;
    private final Map<String, String> tags;
    private int allowed;
    private final List<Failure> failures = new ArrayList<>();
    private final List<Instance> launched = new ArrayList<>();

    /**
     * {@code tags} are the TagSpecification parameters of the fleet for what it launches.
     *
     * @param allowed how many instances it may launch; beyond them it is throttled
     */
    FleetLaunch(World world, Fleet fleet, Map<String, String> tags, int allowed) {
        this.allowed = allowed;
        this.world = world;
        this.fleet = fleet;
        this.tags = tags;
    }

    /** Launches what is missing on demand and spot; then they boot. Returns what was launched. */
    List<Instance> fill() {
        fill(false, fleet.target().onDemandUnits(), fleet.options().onDemandMinimum());
        fill(true, fleet.target().spotUnits(), fleet.options().spotMinimum());
        fleet.failures(List.copyOf(failures));
        RunInstances.boot(world, launched);
        return launched;
    }

    private void fill(boolean spot, int target, int minimum) {
        long before = world.lastOrder();
        List<Instance> made = new ArrayList<>();
        double missing = target - fleet.units(spot);
        for (Pool pool : FleetPools.of(fleet, spot)) {
            while (missing > 0) {
                int count = (int) Math.min(MOST_AT_ONCE, Math.ceil(missing / pool.weight()));
                List<Instance> some = launch(pool, spot, Math.min(count, allowed));
                allowed -= some.size();
                made.addAll(some);
                missing -= some.size() * pool.weight();
                if (some.size() < count && (some.isEmpty() || allowed > 0)) {
                    break;
                }
            }
        }
        if (fleet.units(spot) < minimum) { // "If this minimum capacity isn't reached, no instances are launched"
            RunInstances.unmake(world, made, before);
            return;
        }
        launched.addAll(made);
    }

    private List<Instance> launch(Pool pool, boolean spot, int count) {
        if (count == 0) {
            fail(pool, spot, Ec2Error.throttled());
            return List.of();
        }
        Map<String, String> launch = new TreeMap<>(tags);
        launch.put("MinCount", "1");
        launch.put("MaxCount", Integer.toString(count));
        if (spot) {
            launch.put("InstanceMarketOptions.MarketType", "spot");
        }
        try {
            TemplateChoice.Found found = FleetPools.template(world, pool);
            Map<String, String> system = new TreeMap<>(found.systemTags());
            system.put("aws:ec2:fleet-id", fleet.id());
            Map<String, String> parameters = FleetPools.parameters(world, pool, launch);
            LaunchRequest request = TemplateChoice.complete(parameters);
            if (fleet.instant()) { // EC2's own role launches for the others
                Permits.launch(world, parameters);
            }
            RunInstances.Made made = RunInstances.launch(world, request, system);
            made.instances().forEach(each -> world.fleets().add(fleet, new Member(each, pool, spot)));
            made.shortfall().ifPresent(e -> fail(pool, spot, e));
            return made.instances();
        } catch (Ec2Error e) {
            fail(pool, spot, e);
            return List.of();
        }
    }

    private void fail(Pool pool, boolean spot, Ec2Error e) {
        failures.add(new Failure(pool, spot, e.code(world.assumptions()), e.getMessage()));
    }
}
