package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Ipv4Space;
import io.github.ipv6fleet.ec2sim.internal.model.Ipv6Space;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.Optional;

/** Writes a subnet. */
final class SubnetXml {
    private SubnetXml() {}

    static void write(Xml xml, World world, Subnet subnet) {
        Ipv4Space ipv4 = subnet.ipv4();
        xml.value("subnetId", subnet.id())
                .value("subnetArn", "arn:aws:ec2:" + World.REGION + ":" + World.OWNER + ":subnet/" + subnet.id())
                .value("state", "available")
                .value("ownerId", World.OWNER)
                .value("vpcId", subnet.vpc().id())
                .value("cidrBlock", SubnetActions.ipv4Cidr(subnet))
                .list(
                        "ipv6CidrBlockAssociationSet",
                        Optional.ofNullable(subnet.ipv6()).map(Ipv6Space::block).stream()
                                .toList(),
                        (item, block) -> item.value(
                                        "associationId", subnet.id().replace("subnet-", "subnet-cidr-assoc-"))
                                .value("ipv6CidrBlock", block)
                                .element("ipv6CidrBlockState", state -> state.value("state", "associated")))
                .value("assignIpv6AddressOnCreation", subnet.assignIpv6AddressOnCreation())
                .value("ipv6Native", ipv4 == null)
                // an IPv6-only subnet shows 0: ManageIQ/manageiq-providers-amazon#914
                .value("availableIpAddressCount", ipv4 == null ? 0 : ipv4.freeCount())
                .value("availabilityZone", subnet.zone().name())
                .value("availabilityZoneId", subnet.zone().id())
                .value("defaultForAz", subnet.defaultForAz())
                .value("mapPublicIpOnLaunch", subnet.mapPublicIpOnLaunch())
                .value("mapCustomerOwnedIpOnLaunch", false)
                .value("enableDns64", false)
                .element(
                        "blockPublicAccessStates",
                        states -> states.value(
                                "internetGatewayBlockMode", world.routing().blockPublicAccess()))
                .element(
                        "privateDnsNameOptionsOnLaunch",
                        names -> names.value("hostnameType", ipv4 == null ? "resource-name" : "ip-name")
                                .value("enableResourceNameDnsARecord", false)
                                .value("enableResourceNameDnsAAAARecord", ipv4 == null));
        TagSpecifications.write(xml, world, subnet.id());
    }
}
