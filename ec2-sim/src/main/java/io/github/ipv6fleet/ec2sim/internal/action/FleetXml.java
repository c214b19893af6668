package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Fleet;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Config;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Failure;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Member;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Pool;
import io.github.ipv6fleet.ec2sim.internal.model.Fleet.Target;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes fleets. */
final class FleetXml {
    private FleetXml() {}

    static void write(Xml xml, World world, Fleet each) {
        xml.value("activityStatus", activity(each))
                .value("createTime", Times.text(each.created()))
                .value("fleetId", each.id())
                .value("fleetState", state(world, each))
                .value("clientToken", each.clientToken())
                .value("excessCapacityTerminationPolicy", each.instant() ? null : each.excessPolicy())
                .value("fulfilledCapacity", fulfilled(each, false) + fulfilled(each, true))
                .value("fulfilledOnDemandCapacity", fulfilled(each, false))
                .list("launchTemplateConfigs", each.configs(), FleetXml::writeConfig)
                .element("targetCapacitySpecification", target -> writeTarget(target, each.target()))
                .value("terminateInstancesWithExpiration", false)
                .value("type", each.instant() ? "instant" : "maintain")
                .value("replaceUnhealthyInstances", each.options().replaceUnhealthy())
                .element(
                        "spotOptions",
                        options -> options.value(
                                        "allocationStrategy", each.options().spotStrategy())
                                .value("instanceInterruptionBehavior", "terminate"))
                .element(
                        "onDemandOptions",
                        options -> options.value(
                                "allocationStrategy", each.options().onDemandStrategy()));
        TagSpecifications.write(xml, world, each.id());
        if (each.instant()) {
            writeOutcome(xml, each);
        }
    }

    /** What an instant fleet launched and what it could not: as CreateFleet answers, and DescribeFleets. */
    static void writeOutcome(Xml xml, Fleet fleet) {
        xml.list("errorSet", fleet.failures(), FleetXml::writeFailure);
        Map<List<Object>, List<Member>> byPool = fleet.members().stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(each.pool(), each.spot()), LinkedHashMap::new, Collectors.toList()));
        xml.list("fleetInstanceSet", byPool.values(), (item, same) -> {
            Member first = same.get(0);
            writePool(item, first.pool(), first.spot());
            item.values(
                            "instanceIds",
                            same.stream().map(each -> each.instance().id()).toList())
                    .value("instanceType", first.instance().launch().type().name());
        });
    }

    private static void writeFailure(Xml xml, Failure each) {
        writePool(xml, each.pool(), each.spot());
        xml.value("errorCode", each.code()).value("errorMessage", each.message());
    }

    private static void writePool(Xml xml, Pool pool, boolean spot) {
        xml.element("launchTemplateAndOverrides", item -> {
                    writeTemplate(item, pool.config());
                    item.element("overrides", one -> FleetRequest.OVERRIDE.write(Params.of(pool.override()), one));
                })
                .value("lifecycle", spot ? "spot" : "on-demand");
    }

    private static void writeTemplate(Xml xml, Config config) {
        xml.element(
                "launchTemplateSpecification",
                item -> item.value("launchTemplateId", config.templateId())
                        .value("launchTemplateName", config.templateName())
                        .value("version", config.version()));
    }

    private static void writeConfig(Xml xml, Config config) {
        writeTemplate(xml, config);
        xml.list("overrides", config.overrides(), (item, each) -> FleetRequest.OVERRIDE.write(Params.of(each), item));
    }

    private static void writeTarget(Xml xml, Target target) {
        xml.value("totalTargetCapacity", target.total())
                .value("onDemandTargetCapacity", target.onDemandUnits())
                .value("spotTargetCapacity", target.spotUnits())
                .value("defaultTargetCapacityType", target.defaultType() == null ? "on-demand" : target.defaultType());
    }

    /** An instant fleet is what it was when it was made; it does not look at its instances again. */
    private static double fulfilled(Fleet fleet, boolean spot) {
        Collection<Member> counted = fleet.instant() ? fleet.members() : fleet.living();
        return counted.stream()
                .filter(each -> each.spot() == spot)
                .mapToDouble(Member::weight)
                .sum();
    }

    /** EC2 API reference, FleetData. */
    static String activity(Fleet fleet) {
        double units = fulfilled(fleet, false) + fulfilled(fleet, true);
        if (fleet.instant()) {
            return "fulfilled";
        }
        if (!fleet.failures().isEmpty() && units < fleet.target().total()) {
            return "error";
        }
        return units < fleet.target().total() ? "pending_fulfillment" : "fulfilled";
    }

    /** A deleted fleet is so far only on its way as long as instances of it are there. */
    static String state(World world, Fleet fleet) {
        boolean gone = fleet.members().stream()
                .allMatch(each -> each.instance().state(world.now()).text().equals("terminated"));
        return fleet.state().isDeleted() && gone
                ? "deleted"
                : fleet.state().name().toLowerCase(Locale.ROOT);
    }
}
