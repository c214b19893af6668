package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Change;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceState;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;

/** StartInstances, StopInstances, RebootInstances: all of the instances, or none; what is so already stays so. */
final class InstanceLifeActions {
    private InstanceLifeActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("RebootInstances", InstanceLifeActions::reboot);
        actions.put("StartInstances", InstanceLifeActions::start);
        actions.put("StopInstances", InstanceLifeActions::stop);
    }

    private static Action.Effect start(Params params) {
        List<String> ids = ids(params);
        params.refuse("AdditionalInfo");
        return (world, answer) -> {
            List<Instance> instances = Finder.instances(world, ids);
            for (Instance each : instances) {
                switch (each.state(world.now())) {
                    case PENDING, RUNNING -> {}
                    case STOPPED ->
                        world.capacity()
                                .check(
                                        world,
                                        each.launch().type().name(),
                                        each.subnet().zone().name());
                    default -> throw Ec2Error.wrongState(each.id(), "started");
                }
            }
            answer.list("instancesSet", instances, (xml, each) -> {
                InstanceState before = each.state(world.now());
                if (before == InstanceState.STOPPED) {
                    world.start(each);
                }
                InstanceState now = before == InstanceState.STOPPED ? InstanceState.PENDING : before;
                InstanceActions.writeChange(xml, each, before, now);
            });
        };
    }

    private static Action.Effect stop(Params params) {
        List<String> ids = ids(params);
        params.accept("Force", "SkipOsShutdown");
        if (params.flag("Hibernate", false)) {
            throw Ec2Error.notSimulated("Hibernate");
        }
        return (world, answer) -> {
            List<Instance> instances = Finder.instances(world, ids);
            for (Instance each : instances) {
                switch (each.state(world.now())) {
                    case RUNNING, STOPPING, STOPPED -> {}
                    default -> throw Ec2Error.wrongState(each.id(), "stopped");
                }
                if (each.launch().protection().fromStop()) {
                    throw Ec2Error.isProtected(each.id(), "stopped", "disableApiStop");
                }
            }
            answer.list("instancesSet", instances, (xml, each) -> {
                InstanceState before = each.state(world.now());
                if (before == InstanceState.RUNNING) {
                    world.stop(each);
                }
                InstanceState now = before == InstanceState.RUNNING ? InstanceState.STOPPING : before;
                InstanceActions.writeChange(xml, each, before, now);
            });
        };
    }

    /** EC2 API reference: instances that are stopped or terminated "are ignored"; the state of the others stays. */
    private static Action.Effect reboot(Params params) {
        List<String> ids = ids(params);
        return (world, answer) -> {
            Finder.instances(world, ids).stream()
                    .filter(each -> each.state(world.now()) == InstanceState.RUNNING)
                    .forEach(each -> world.changed(each, Change.REBOOT));
            answer.value("return", true);
        };
    }

    private static List<String> ids(Params params) {
        List<String> ids = params.list("InstanceId").stream().distinct().toList();
        if (ids.isEmpty()) {
            throw Ec2Error.missingParameter("InstanceId");
        }
        return ids;
    }
}
