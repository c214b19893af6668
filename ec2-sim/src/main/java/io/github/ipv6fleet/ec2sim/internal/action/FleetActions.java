package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Config;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Member;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Target;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** CreateFleet, DescribeFleets, DescribeFleetInstances, ModifyFleet; {@link DeleteFleets} is next door. */
final class FleetActions {
    /** EC2 API reference, DescribeFleets: instant fleets are shown only to who names them. */
    private static final Filters<Fleet> FILTERS = new Filters<Fleet>()
            .on("activity-status", each -> List.of(FleetXml.activity(each), hyphens(FleetXml.activity(each))))
            .on(
                    "excess-capacity-termination-policy",
                    each -> each.excessPolicy().equals("termination"))
            .onWorld(
                    "fleet-state",
                    (world, each) -> List.of(FleetXml.state(world, each), hyphens(FleetXml.state(world, each))))
            .on("replace-unhealthy-instances", each -> each.options().replaceUnhealthy())
            .on("type", each -> each.instant() ? "instant" : "maintain");

    private static final Filters<Member> INSTANCE_FILTERS = new Filters<Member>()
            .on("instance-type", each -> each.instance().launch().type().name());

    private FleetActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("CreateFleet", FleetActions::create);
        actions.put("DeleteFleets", DeleteFleets::read);
        actions.put("DescribeFleetInstances", FleetActions::describeInstances);
        actions.put("DescribeFleets", FleetActions::describe);
        actions.put("ModifyFleet", FleetActions::modify);
    }

    private static String hyphens(String word) {
        return word.replace('_', '-');
    }

    private static Action.Effect create(Params params) {
        FleetRequest request = FleetRequest.read(params);
        String token = params.optional("ClientToken");
        String most = params.optional(FleetLaunch.MOST);
        int allowed = most == null ? Integer.MAX_VALUE : Integer.parseInt(most);
        Map<String, String> tags = new TreeMap<>(params.asMap());
        tags.keySet().removeIf(name -> !name.startsWith("TagSpecification."));
        return (world, answer) -> {
            Fleet made = world.tokens()
                    .once(
                            "CreateFleet",
                            token,
                            params.asMap(),
                            Fleet.class,
                            () -> make(
                                    world, request, token, request.instant() ? withoutFleet(tags) : Map.of(), allowed));
            answer.value("fleetId", made.id());
            if (made.instant()) {
                FleetXml.writeOutcome(answer, made);
            }
        };
    }

    private static Fleet make(
            World world, FleetRequest request, @Nullable String token, Map<String, String> tags, int allowed) {
        Fleet fleet = request.fleet(world, token);
        FleetPools.check(world, fleet.configs());
        request.checkSingle(world, fleet);
        world.fleets().byId().put(fleet.id(), fleet);
        request.tags().apply(world, "fleet", fleet.id());
        if (fleet.instant()) {
            new FleetLaunch(world, fleet, tags, allowed).fill();
        } else {
            fleet.due(world.now().plus(world.stateDelay()));
        }
        return fleet;
    }

    /** The tags for instances, volumes and interfaces, as RunInstances takes them. */
    private static Map<String, String> withoutFleet(Map<String, String> tags) {
        Map<String, String> rest = new TreeMap<>(tags);
        tags.forEach((name, value) -> {
            if (name.endsWith(".ResourceType") && value.equals("fleet")) {
                String own = name.substring(0, name.length() - "ResourceType".length());
                rest.keySet().removeIf(each -> each.startsWith(own));
            }
        });
        return rest;
    }

    static Fleet find(World world, String id) {
        if (!id.matches("fleet-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw Ec2Error.malformedId("InvalidFleetId.Malformed", id);
        }
        Fleet found = world.fleets().byId().get(id);
        if (found == null || !world.isKnown(found.order())) {
            throw Ec2Error.noSuch(
                    "InvalidFleetId.NotFound", "fleet ID", id); // hashicorp/terraform-provider-aws knows it
        }
        return found;
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("FleetId");
        var filter = FILTERS.read(params);
        Page page = Page.readSmall(params, 1_000);
        return (world, answer) -> {
            ids.forEach(id -> find(world, id));
            var cut = page.of(
                    world.fleets().byId().values().stream()
                            .filter(each -> world.isKnown(each.order()))
                            .filter(each -> ids.isEmpty() ? !each.instant() : ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    Fleet::order);
            answer.list("fleetSet", cut.items(), (xml, each) -> FleetXml.write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static Action.Effect describeInstances(Params params) {
        String id = params.required("FleetId");
        var filter = INSTANCE_FILTERS.read(params);
        Page page = Page.readSmall(params, 1_000);
        return (world, answer) -> {
            Fleet fleet = find(world, id);
            if (fleet.instant()) { // EC2 API reference, DescribeFleetInstances
                throw Ec2Error.assumed(
                        AssumedCode.INSTANT_FLEET_INSTANCES,
                        "DescribeFleetInstances does not support fleets of type instant; use DescribeFleets");
            }
            var cut = page.of(
                    fleet.living().stream()
                            .filter(each -> world.isKnown(each.instance().order()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    each -> each.instance().order());
            answer.list(
                    "activeInstanceSet",
                    cut.items(),
                    (xml, each) -> xml.value("instanceId", each.instance().id())
                            .value(
                                    "instanceType",
                                    each.instance().launch().type().name())
                            .value("instanceHealth", "healthy"));
            cut.writeToken(answer);
            answer.value("fleetId", id);
        };
    }

    private static Action.Effect modify(Params params) {
        String id = params.required("FleetId");
        String policy = params.oneOf("ExcessCapacityTerminationPolicy", "termination", "no-termination");
        List<FleetRequest.Template> templates = FleetRequest.templates(params, "LaunchTemplateConfig", false);
        Target target = params.has("TargetCapacitySpecification")
                ? FleetRequest.target(params.structure("TargetCapacitySpecification"), 0)
                : null;
        params.refuse("Context");
        return (world, answer) -> {
            Fleet fleet = find(world, id);
            if (fleet.instant()
                    || fleet.state().isDeleted()) { // "You can only modify an EC2 Fleet request of type maintain"
                throw Ec2Error.refused(
                        "InvalidParameterValue",
                        "The fleet " + id + " cannot be modified: it is "
                                + (fleet.instant() ? "of type instant" : "deleted"));
            }
            List<Config> configs = templates.isEmpty()
                    ? fleet.configs()
                    : templates.stream().map(each -> each.in(world)).toList();
            FleetPools.check(world, configs);
            fleet.modify(
                    configs,
                    target == null ? fleet.target() : target,
                    policy == null ? fleet.excessPolicy() : policy,
                    world.now().plus(world.stateDelay()));
            answer.value("return", true);
        };
    }
}
