package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Vpc;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.model.Zone;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;

/** DescribeVpcs and DescribeAvailabilityZones. */
final class VpcActions {
    private static final Filters<Vpc> VPC_FILTERS = new Filters<Vpc>()
            .on("vpc-id", Vpc::id)
            .on("cidr", Vpc::ipv4)
            .on("cidr-block-association.cidr-block", Vpc::ipv4)
            .on("ipv6-cidr-block-association.ipv6-cidr-block", Vpc::ipv6)
            .on("is-default", Vpc::isDefault)
            .on("isDefault", Vpc::isDefault)
            .on("owner-id", each -> World.OWNER)
            .on("state", each -> "available")
            .tags(Vpc::id);

    private static final Filters<Zone> ZONE_FILTERS = new Filters<Zone>()
            .on("zone-name", Zone::name)
            .on("zone-id", Zone::id)
            .on("state", each -> "available")
            .on("zone-type", each -> "availability-zone")
            .on("opt-in-status", each -> "opt-in-not-required")
            .on("region-name", each -> World.REGION);

    private VpcActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeVpcs", VpcActions::describeVpcs);
        actions.put("DescribeAvailabilityZones", VpcActions::describeZones);
    }

    private static Action.Effect describeVpcs(Params params) {
        List<String> ids = params.list("VpcId");
        var filter = VPC_FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> Finder.vpc(world, id));
            var cut = page.of(
                    world.vpcs().values().stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    Vpc::order);
            answer.list("vpcSet", cut.items(), (xml, each) -> write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static void write(Xml xml, World world, Vpc vpc) {
        xml.value("ownerId", World.OWNER)
                .value("instanceTenancy", "default")
                .list(
                        "ipv6CidrBlockAssociationSet",
                        List.of(vpc.ipv6()),
                        (item, block) -> item.value("associationId", vpc.id().replace("vpc-", "vpc-cidr-assoc-"))
                                .value("ipv6CidrBlock", block)
                                .element("ipv6CidrBlockState", state -> state.value("state", "associated"))
                                .value("networkBorderGroup", World.REGION)
                                .value("ipv6Pool", "Amazon"))
                .list(
                        "cidrBlockAssociationSet",
                        List.of(vpc.ipv4()),
                        (item, block) -> item.value("associationId", vpc.id().replace("vpc-", "vpc-cidr-assoc-"))
                                .value("cidrBlock", block)
                                .element("cidrBlockState", state -> state.value("state", "associated")))
                .value("isDefault", vpc.isDefault())
                .value("vpcId", vpc.id())
                .value("state", "available")
                .value("cidrBlock", vpc.ipv4())
                .value("dhcpOptionsId", "dopt-0d2c47b5ca0000000");
        TagSpecifications.write(xml, world, vpc.id());
    }

    private static Action.Effect describeZones(Params params) {
        List<String> names = params.list("ZoneName");
        List<String> ids = params.list("ZoneId");
        params.flag("AllAvailabilityZones");
        var filter = ZONE_FILTERS.read(params);
        return (world, answer) -> {
            for (String name : names) {
                if (world.zones().stream().noneMatch(each -> each.name().equals(name))) {
                    throw Ec2Error.invalidValue("Invalid availability zone: [" + name + "]");
                }
            }
            answer.list(
                    "availabilityZoneInfo",
                    world.zones().stream()
                            .filter(each -> names.isEmpty() || names.contains(each.name()))
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    (xml, zone) -> xml.value("optInStatus", "opt-in-not-required")
                            .values("messageSet", List.of())
                            .value("regionName", World.REGION)
                            .value("zoneName", zone.name())
                            .value("zoneId", zone.id())
                            .value("groupName", World.REGION + "-zg-1")
                            .value("networkBorderGroup", World.REGION)
                            .value("zoneType", "availability-zone")
                            .value("zoneState", "available"));
        };
    }
}
