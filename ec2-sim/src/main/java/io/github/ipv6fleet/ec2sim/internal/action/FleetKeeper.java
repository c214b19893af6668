package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Member;
import io.github.ipv6fleet.ec2sim.internal.model.Fleets;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.List;
import java.util.Map;

/**
 * Keeps a fleet of type maintain at its size: an instance that was terminated is replaced at the moment at which it has
 * gone, by the same templates; what could not be launched is tried again some time later.
 */
final class FleetKeeper implements Fleets.Keeper {
    @Override
    public void keep(Fleet fleet, World world) {
        fleet.due(null);
        if (fleet.state().isDeleted()) {
            return;
        }
        fleet.state(Fleet.State.ACTIVE);
        shrink(fleet, world, false, fleet.target().onDemandUnits());
        shrink(fleet, world, true, fleet.target().spotUnits());
        new FleetLaunch(world, fleet, Map.of(), Integer.MAX_VALUE).fill();
        if (!fleet.failures().isEmpty()) {
            fleet.due(world.now().plus(world.assumptions().fleetRetry()));
        }
    }

    /** The newest go first; without the policy a fleet that is too large stays so. */
    private static void shrink(Fleet fleet, World world, boolean spot, int target) {
        if (!fleet.excessPolicy().equals("termination")) {
            return;
        }
        List<Member> living =
                fleet.living().stream().filter(each -> each.spot() == spot).toList();
        for (int i = living.size() - 1;
                i >= 0 && fleet.units(spot) - living.get(i).weight() >= target;
                i--) {
            world.terminate(living.get(i).instance());
        }
    }
}
