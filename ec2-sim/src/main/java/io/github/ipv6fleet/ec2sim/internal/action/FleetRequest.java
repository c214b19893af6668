package io.github.ipv6fleet.ec2sim.internal.action;

import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.decimal;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.text;
import static io.github.ipv6fleet.ec2sim.internal.wire.Shape.unsimulated;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Config;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Options;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Pool;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Target;
import io.github.ipv6fleet.ec2sim.internal.model.LaunchTemplate;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Shape;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that CreateFleet says, checked as far as that goes without looking at what exists. */
record FleetRequest(
        boolean instant,
        Options options,
        Set<String> single,
        List<Template> templates,
        Target target,
        String excessPolicy,
        TagSpecifications tags) {

    /** EC2 User Guide, "EC2 Fleet quotas". */
    private static final int MOST_UNITS = 10_000;

    static final Shape OVERRIDE = Shape.of(
            text("InstanceType"),
            decimal("MaxPrice"),
            text("SubnetId"),
            text("AvailabilityZone"),
            decimal("WeightedCapacity"),
            decimal("Priority"),
            text("ImageId"),
            unsimulated("Placement", "BlockDeviceMapping", "InstanceRequirements", "AvailabilityZoneId"));

    /** A template that is named, with what is put over it. */
    record Template(TemplateReference reference, String version, List<NavigableMap<String, String>> overrides) {

        /** Finds the template; a version that is not there is refused now. */
        Config in(World world) {
            LaunchTemplate found = reference.in(world);
            TemplateReference.version(found, version);
            return new Config(found.id(), found.name(), version, overrides);
        }
    }

    static FleetRequest read(Params params) {
        String type = params.oneOf("Type", "instant", "maintain", "request");
        if ("request".equals(type)) {
            throw Ec2Error.notSimulated("Type=request");
        }
        boolean instant = "instant".equals(type); // EC2 API reference, CreateFleet: "The default value is maintain"
        params.refuse("ReservedCapacityOptions", "ValidFrom", "ValidUntil", "Context");
        params.flag("TerminateInstancesWithExpiration"); // nothing expires
        String excess = params.oneOf("ExcessCapacityTerminationPolicy", "termination", "no-termination");
        boolean replace = params.flag("ReplaceUnhealthyInstances", false);
        if (instant && (excess != null || replace)) {
            throw Ec2Error.invalidCombination(
                    "ExcessCapacityTerminationPolicy and ReplaceUnhealthyInstances are for fleets of type maintain");
        }
        FleetRequest request = new FleetRequest(
                instant,
                options(params, instant, replace),
                Set.of(
                                "OnDemandOptions.SingleInstanceType",
                                "OnDemandOptions.SingleAvailabilityZone",
                                "SpotOptions.SingleInstanceType",
                                "SpotOptions.SingleAvailabilityZone")
                        .stream()
                        .filter(name -> params.flag(name, false))
                        .collect(Collectors.toSet()),
                templates(params, "LaunchTemplateConfigs", instant),
                target(params.structure("TargetCapacitySpecification"), instant ? 1 : 0),
                excess == null ? "termination" : excess,
                instant
                        ? TagSpecifications.read(params, "fleet", "instance", "volume", "network-interface")
                        : TagSpecifications.read(params, "fleet"));
        if (request.templates.isEmpty()) {
            throw Ec2Error.missingParameter("launchTemplateConfigs");
        }
        return request;
    }

    private static Options options(Params params, boolean instant, boolean replace) {
        Params onDemand = params.structure("OnDemandOptions");
        Params spot = params.structure("SpotOptions");
        onDemand.refuse("CapacityReservationOptions", "MaxTotalPrice");
        spot.refuse("MaintenanceStrategies", "MaxTotalPrice");
        spot.oneOf("InstanceInterruptionBehavior", "terminate");
        spot.accept("InstancePoolsToUseCount");
        String first = onDemand.oneOf("AllocationStrategy", "lowest-price", "prioritized");
        String second = spot.oneOf(
                "AllocationStrategy",
                "lowest-price",
                "diversified",
                "capacity-optimized",
                "capacity-optimized-prioritized",
                "price-capacity-optimized");
        return new Options(
                first == null ? "lowest-price" : first,
                minimum(onDemand, instant),
                second == null ? "lowest-price" : second,
                minimum(spot, instant),
                replace);
    }

    /** EC2 API reference, OnDemandOptionsRequest: at most 1,000, for instant only, and with one of the two flags. */
    private static int minimum(Params options, boolean instant) {
        int minimum = options.count("MinTargetCapacity");
        boolean single = options.flag("SingleInstanceType", false) || options.flag("SingleAvailabilityZone", false);
        if ((minimum > 0 || single) && !instant) {
            throw Ec2Error.invalidCombination("MinTargetCapacity, SingleInstanceType and SingleAvailabilityZone are for"
                    + " fleets of type instant");
        }
        if (minimum > 0 && !single) {
            throw Ec2Error.invalidCombination("MinTargetCapacity needs SingleInstanceType or SingleAvailabilityZone");
        }
        if (minimum > 1_000) {
            throw Ec2Error.invalidValue("MinTargetCapacity", Integer.toString(minimum));
        }
        return minimum;
    }

    static List<Template> templates(Params params, String name, boolean instant) {
        return params.structures(name, each -> {
            Params template = each.structure("LaunchTemplateSpecification");
            TemplateReference reference = TemplateReference.read(template);
            return new Template(
                    reference,
                    template.required("Version"),
                    each.structures("Overrides", one -> override(one, instant)));
        });
    }

    private static NavigableMap<String, String> override(Params each, boolean instant) {
        OVERRIDE.check(each);
        String subnets = each.optional("SubnetId", "");
        if (instant && subnets.contains(",")) {
            throw Ec2Error.invalidValue("An override of a fleet of type instant can have only one subnet ID");
        }
        return each.fields();
    }

    static Target target(Params params, int least) {
        params.refuse("TargetCapacityUnitType");
        int total = params.requiredInteger("TotalTargetCapacity");
        Target target = new Target(
                total,
                params.integer("OnDemandTargetCapacity"),
                params.integer("SpotTargetCapacity"),
                params.oneOf("DefaultTargetCapacityType", "spot", "on-demand"));
        if (total < least || total > MOST_UNITS) {
            throw Ec2Error.invalidValue("TotalTargetCapacity", Integer.toString(total));
        }
        check(target.onDemand(), total);
        check(target.spot(), total);
        if (target.onDemand() != null && target.spot() != null && target.onDemand() + target.spot() > total) {
            throw Ec2Error.invalidCombination(
                    "OnDemandTargetCapacity and SpotTargetCapacity are together more than TotalTargetCapacity");
        }
        return target;
    }

    private static void check(@Nullable Integer part, int total) {
        if (part != null && (part < 0 || part > total)) {
            throw Ec2Error.invalidCombination("A target capacity of " + part + " is not within the total of " + total);
        }
    }

    /** Where all instances must be of one type, or in one zone, the pools must say so: here nobody chooses among several. */
    void checkSingle(World world, Fleet fleet) {
        List<Pool> pools = FleetPools.of(fleet.configs(), "");
        for (String kind : List.of("OnDemandOptions", "SpotOptions")) {
            if (single.contains(kind + ".SingleInstanceType")
                    && pools.stream()
                                    .map(each -> FleetPools.type(world, each))
                                    .distinct()
                                    .count()
                            > 1) {
                throw Ec2Error.notSimulated(kind + ".SingleInstanceType over pools of several types");
            }
            if (single.contains(kind + ".SingleAvailabilityZone")
                    && pools.stream()
                                    .map(each -> FleetPools.zone(world, each))
                                    .distinct()
                                    .count()
                            > 1) {
                throw Ec2Error.notSimulated(kind + ".SingleAvailabilityZone over pools of several zones");
            }
        }
    }

    Fleet fleet(World world, @Nullable String clientToken) {
        List<Config> found = templates.stream().map(each -> each.in(world)).toList();
        return new Fleet(
                world.ids().nextUuid("fleet"),
                world.nextOrder(),
                world.now(),
                clientToken,
                instant,
                options,
                found,
                target,
                excessPolicy);
    }
}
