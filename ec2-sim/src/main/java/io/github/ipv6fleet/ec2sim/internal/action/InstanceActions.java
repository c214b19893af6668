package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceState;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** DescribeInstances and TerminateInstances; {@link RunInstances} is next door. */
final class InstanceActions {
    private InstanceActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeInstances", InstanceActions::describe);
        actions.put("TerminateInstances", InstanceActions::terminate);
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("InstanceId");
        params.accept("IncludeManagedResources");
        var filter = InstanceFilters.ALL.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            List<Instance> candidates = ids.isEmpty()
                    ? filter.candidates(world, world.instances())
                    : Finder.instances(world, ids.stream().distinct().toList());
            Predicate<Instance> wanted = each -> world.isKnown(each.order()) && filter.test(world, each);
            var cut = candidates == null
                    ? page.of(world.instancesByOrder(), wanted, Instance::order)
                    : page.of(candidates.stream().filter(wanted).toList(), Instance::order);
            Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
            for (Instance each : cut.items()) {
                byReservation
                        .computeIfAbsent(each.launch().reservationId(), id -> new ArrayList<>())
                        .add(each);
            }
            answer.list(
                    "reservationSet",
                    byReservation.values(),
                    (xml, instances) ->
                            InstanceXml.writeReservation(xml, world, instances, each -> each.state(world.now())));
            cut.writeToken(answer);
        };
    }

    /** EC2 API reference, TerminateInstances: one id that is not there, and none is terminated; repeating is fine. */
    private static Action.Effect terminate(Params params) {
        List<String> ids = params.list("InstanceId").stream().distinct().toList();
        params.accept("Force", "SkipOsShutdown");
        if (ids.isEmpty()) {
            throw Ec2Error.missingParameter("InstanceId");
        }
        return (world, answer) -> {
            List<Instance> instances = Finder.instances(world, ids);
            terminateUnprotected(world, instances);
            answer.list("instancesSet", instances, (xml, each) -> {
                InstanceState before = each.state(world.now());
                world.terminate(each);
                InstanceState now = before == InstanceState.TERMINATED ? before : InstanceState.SHUTTING_DOWN;
                writeChange(xml, each, before, now);
            });
        };
    }

    /** EC2 API reference, TerminateInstances: one that is protected saves those of its zone, and fails the call. */
    private static void terminateUnprotected(World world, List<Instance> instances) {
        List<Instance> guarded = instances.stream()
                .filter(each -> each.launch().protection().fromTermination())
                .toList();
        if (guarded.isEmpty()) {
            return;
        }
        List<String> zones =
                guarded.stream().map(each -> each.subnet().zone().name()).toList();
        instances.stream()
                .filter(each -> !zones.contains(each.subnet().zone().name()))
                .forEach(world::terminate);
        throw Ec2Error.isProtected(guarded.get(0).id(), "terminated", "disableApiTermination");
    }

    static void writeChange(Xml xml, Instance each, InstanceState before, InstanceState now) {
        xml.value("instanceId", each.id());
        InstanceXml.writeState(xml, "currentState", now);
        InstanceXml.writeState(xml, "previousState", before);
    }
}
