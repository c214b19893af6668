package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Vpc;
import io.github.ipv6fleet.ec2sim.internal.model.Vpcs;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.model.Zone;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** VPCs: made, given IPv6, shown, deleted; and DescribeAvailabilityZones. */
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
        actions.put("AssociateVpcCidrBlock", VpcActions::associate);
        actions.put("CreateVpc", VpcActions::create);
        actions.put("DeleteVpc", VpcActions::delete);
        actions.put("DescribeAvailabilityZones", VpcActions::describeZones);
    }

    private static Action.Effect create(Params params) {
        String cidr = params.required("CidrBlock");
        boolean withIpv6 = params.flag("AmazonProvidedIpv6CidrBlock", false);
        TagSpecifications tags = TagSpecifications.read(params, "vpc");
        params.oneOf("InstanceTenancy", "default");
        params.refuse(
                "Ipv6Pool",
                "Ipv6CidrBlock",
                "Ipv4IpamPoolId",
                "Ipv4NetmaskLength",
                "Ipv6IpamPoolId",
                "Ipv6NetmaskLength",
                "Ipv6CidrBlockNetworkBorderGroup",
                "VpcEncryptionControl");
        Ipv4Block ipv4 = Ipv4Block.parse(cidr);
        if (ipv4 == null || ipv4.length() < 16 || ipv4.length() > 28) { // (D); Amazon VPC User Guide: /16 to /28
            throw Ec2Error.refused("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        return (world, answer) -> {
            Vpc made = Vpcs.create(world, ipv4, withIpv6);
            tags.apply(world, "vpc", made.id());
            // localstack's recordings against AWS: pending in this answer; the IPv6 block comes after it
            answer.element("vpc", xml -> write(xml, world, made, "pending", "associating"));
        };
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("VpcId");
        return (world, answer) -> {
            Vpc vpc = Finder.vpc(world, id);
            if (Vpcs.isInUse(world, vpc)) {
                throw Ec2Error.dependency("vpc", id);
            }
            Vpcs.delete(world, vpc);
            answer.value("return", true);
        };
    }

    private static Action.Effect associate(Params params) {
        String id = params.required("VpcId");
        params.refuse(
                "CidrBlock",
                "Ipv6Pool",
                "Ipv6CidrBlock",
                "Ipv4IpamPoolId",
                "Ipv4NetmaskLength",
                "Ipv6IpamPoolId",
                "Ipv6NetmaskLength",
                "Ipv6CidrBlockNetworkBorderGroup");
        if (!params.flag("AmazonProvidedIpv6CidrBlock", false)) {
            throw Ec2Error.missingParameter("amazonProvidedIpv6CidrBlock");
        }
        return (world, answer) -> {
            Vpc vpc = Finder.vpc(world, id);
            if (vpc.ipv6() != null) { // the code and text that EC2 has for more blocks than it allows; here that is one
                throw Ec2Error.refused(
                        "CidrLimitExceeded",
                        "This network '" + id + "' has met its maximum number of allowed CIDRs: 1");
            }
            Ipv6Block block = Vpcs.addIpv6(world, vpc);
            answer.element("ipv6CidrBlockAssociation", xml -> writeIpv6(xml, vpc, block, "associating"))
                    .value("vpcId", id);
        };
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
            answer.list("vpcSet", cut.items(), (xml, each) -> write(xml, world, each, "available", "associated"));
            cut.writeToken(answer);
        };
    }

    /** A block that is still on its way is not named yet. */
    private static void writeIpv6(Xml xml, Vpc vpc, Ipv6Block block, String state) {
        xml.value("associationId", vpc.id().replace("vpc-", "vpc-cidr-assoc-"))
                .value("ipv6CidrBlock", state.equals("associated") ? block : "")
                .element("ipv6CidrBlockState", item -> item.value("state", state))
                .value("networkBorderGroup", World.REGION)
                .value("ipv6Pool", "Amazon");
    }

    private static void write(Xml xml, World world, Vpc vpc, String state, String ipv6State) {
        xml.value("ownerId", World.OWNER)
                .value("instanceTenancy", "default")
                .list(
                        "ipv6CidrBlockAssociationSet",
                        Optional.ofNullable(vpc.ipv6()).stream().toList(),
                        (item, block) -> writeIpv6(item, vpc, block, ipv6State))
                .list(
                        "cidrBlockAssociationSet",
                        List.of(vpc.ipv4()),
                        (item, block) -> item.value("associationId", vpc.id().replace("vpc-", "vpc-cidr-assoc-"))
                                .value("cidrBlock", block)
                                .element("cidrBlockState", one -> one.value("state", "associated")))
                .value("isDefault", vpc.isDefault())
                .value("vpcId", vpc.id())
                .value("state", state)
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
