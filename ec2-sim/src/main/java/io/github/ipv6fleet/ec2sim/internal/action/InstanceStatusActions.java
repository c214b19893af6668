package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceState;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;

/** DescribeInstanceStatus: running instances unless all are asked for; every check of a running one has passed. */
final class InstanceStatusActions {
    private static final Filters<Instance> FILTERS = new Filters<Instance>()
            .on("availability-zone", each -> each.subnet().zone().name())
            .onWorld(
                    "instance-state-code",
                    (world, each) -> each.state(world.now()).code())
            .onWorld(
                    "instance-state-name",
                    (world, each) -> each.state(world.now()).text())
            .onWorld("instance-status.status", (world, each) -> status(each.state(world.now())))
            .onWorld("system-status.status", (world, each) -> status(each.state(world.now())));

    private InstanceStatusActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeInstanceStatus", InstanceStatusActions::describe);
    }

    private static String status(InstanceState state) {
        return state == InstanceState.RUNNING ? "ok" : "not-applicable";
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("InstanceId");
        boolean all = params.flag("IncludeAllInstances", false);
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            List<Instance> candidates = ids.isEmpty()
                    ? List.copyOf(world.instances().values())
                    : Finder.instances(world, ids.stream().distinct().toList());
            var cut = page.of(
                    candidates.stream()
                            .filter(each -> all || each.state(world.now()) == InstanceState.RUNNING)
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    Instance::order);
            answer.list("instanceStatusSet", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, Instance instance) {
        InstanceState state = instance.state(world.now());
        xml.value("instanceId", instance.id())
                .value("availabilityZone", instance.subnet().zone().name());
        InstanceXml.writeState(xml, "instanceState", state);
        writeStatus(xml, "systemStatus", state);
        writeStatus(xml, "instanceStatus", state);
    }

    private static void writeStatus(Xml xml, String name, InstanceState state) {
        List<String> details = state == InstanceState.RUNNING ? List.of("reachability") : List.of();
        xml.element(
                name,
                item -> item.value("status", status(state))
                        .list(
                                "details",
                                details,
                                (detail, each) -> detail.value("name", each).value("status", "passed")));
    }
}
