package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv4Space;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv6Space;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** DescribeSubnets, DeleteSubnet, ModifySubnetAttribute; {@link CreateSubnet} is next door. */
final class SubnetActions {
    private static final Filters<Subnet> FILTERS = new Filters<Subnet>()
            .on("subnet-id", Subnet::id)
            .on("vpc-id", each -> each.vpc().id())
            .on("availability-zone", each -> each.zone().name())
            .on("availabilityZone", each -> each.zone().name())
            .on("availability-zone-id", each -> each.zone().id())
            .on("cidr-block", SubnetActions::ipv4Cidr)
            .on("cidrBlock", SubnetActions::ipv4Cidr)
            .on("cidr", SubnetActions::ipv4Cidr)
            .on("ipv6-cidr-block-association.ipv6-cidr-block", SubnetActions::ipv6Cidr)
            .on("ipv6-cidr-block-association.state", each -> each.ipv6() == null ? null : "associated")
            .on("ipv6-native", each -> each.ipv4() == null)
            .on("default-for-az", Subnet::defaultForAz)
            .on("defaultForAz", Subnet::defaultForAz)
            .on("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
            .on("owner-id", each -> World.OWNER)
            .on("state", each -> "available")
            .tags(Subnet::id);

    private SubnetActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("AssociateSubnetCidrBlock", SubnetActions::associate);
        actions.put("CreateSubnet", CreateSubnet::read);
        actions.put("DeleteSubnet", SubnetActions::delete);
        actions.put("DescribeSubnets", SubnetActions::describe);
        actions.put("ModifySubnetAttribute", SubnetActions::modify);
    }

    /** EC2 API reference: "You can only associate a single IPv6 CIDR block with your subnet". */
    private static Action.Effect associate(Params params) {
        String id = params.required("SubnetId");
        Ipv6Block block = CreateSubnet.ipv6(params.required("Ipv6CidrBlock"));
        params.refuse("Ipv6IpamPoolId", "Ipv6NetmaskLength");
        return (world, answer) -> {
            Subnet subnet = Finder.subnet(world, id);
            if (subnet.ipv6() != null || block == null) {
                throw Ec2Error.assumed(
                        AssumedCode.SECOND_SUBNET_BLOCK,
                        "The subnet '" + id + "' has met its maximum number of allowed CIDRs: 1");
            }
            CreateSubnet.checkFree(world, subnet.vpc(), null, block);
            subnet.ipv6(block);
            answer.element(
                            "ipv6CidrBlockAssociation",
                            xml -> xml.value("associationId", id.replace("subnet-", "subnet-cidr-assoc-"))
                                    .value("ipv6CidrBlock", block)
                                    .element("ipv6CidrBlockState", state -> state.value("state", "associating")))
                    .value("subnetId", id);
        };
    }

    static @Nullable String ipv4Cidr(Subnet subnet) {
        Ipv4Space space = subnet.ipv4();
        return space == null ? null : space.block().toString();
    }

    static @Nullable String ipv6Cidr(Subnet subnet) {
        Ipv6Space space = subnet.ipv6();
        return space == null ? null : space.block().toString();
    }

    private static Action.Effect describe(Params params) {
        List<String> ids = params.list("SubnetId");
        var filter = FILTERS.read(params);
        Page page = Page.read(params, !ids.isEmpty());
        return (world, answer) -> {
            ids.forEach(id -> Finder.subnet(world, id));
            var cut = page.of(
                    world.subnets().values().stream()
                            .filter(each -> ids.isEmpty() || ids.contains(each.id()))
                            .filter(each -> filter.test(world, each))
                            .toList(),
                    Subnet::order);
            answer.list("subnetSet", cut.items(), (xml, each) -> SubnetXml.write(xml, world, each));
            cut.writeToken(answer);
        };
    }

    private static Action.Effect delete(Params params) {
        String id = params.required("SubnetId");
        return (world, answer) -> {
            Subnet subnet = Finder.subnet(world, id);
            if (world.interfaces().values().stream()
                    .anyMatch(each -> each.subnet().equals(subnet))) {
                throw Ec2Error.dependency("subnet", id);
            }
            world.subnets().remove(id);
            world.tags().removeAll(id);
            answer.value("return", true);
        };
    }

    private static Action.Effect modify(Params params) {
        String id = params.required("SubnetId");
        Boolean assignIpv6 = params.structure("AssignIpv6AddressOnCreation").flag("Value");
        Boolean mapPublic = params.structure("MapPublicIpOnLaunch").flag("Value");
        params.refuse(
                "MapCustomerOwnedIpOnLaunch",
                "CustomerOwnedIpv4Pool",
                "EnableDns64",
                "PrivateDnsHostnameTypeOnLaunch",
                "EnableResourceNameDnsARecordOnLaunch",
                "EnableResourceNameDnsAAAARecordOnLaunch",
                "EnableLniAtDeviceIndex",
                "DisableLniAtDeviceIndex");
        if ((assignIpv6 == null) == (mapPublic == null)) {
            throw Ec2Error.invalidCombination("Exactly one attribute of a subnet can be modified at a time");
        }
        return (world, answer) -> {
            Subnet subnet = Finder.subnet(world, id);
            if (assignIpv6 != null) {
                if (assignIpv6 && subnet.ipv6() == null) {
                    // terraform-aws-modules/terraform-aws-vpc#735
                    throw Ec2Error.invalidValue("Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set"
                            + " assign-ipv6-address-on-creation to true unless the subnet (" + id
                            + ") has an IPv6 CIDR block associated with it.");
                }
                subnet.assignIpv6AddressOnCreation(assignIpv6);
            }
            if (mapPublic != null) {
                subnet.mapPublicIpOnLaunch(mapPublic);
            }
            answer.value("return", true);
        };
    }
}
