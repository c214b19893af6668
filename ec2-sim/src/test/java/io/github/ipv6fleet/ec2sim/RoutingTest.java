package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** (D) is "Error codes for the Amazon EC2 API". */
class RoutingTest extends Region {
    private static final String MAIN = "rtb-0d2c47b5ca0000000";
    private static final String GATEWAY = "igw-0d2c47b5ca0000000";

    private RouteTable table(String id) {
        return ec2.describeRouteTables(each -> each.routeTableIds(id))
                .routeTables()
                .get(0);
    }

    private String newTable() {
        return ec2.createRouteTable(each -> each.vpcId(VPC)).routeTable().routeTableId();
    }

    @Test
    @DisplayName("the main table leads to the internet gateway, for IPv6 too")
    void main() {
        assertThat(ec2.describeRouteTables(each -> each.filters(filter("association.main", "true")))
                        .routeTables())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.routeTableId()).isEqualTo(MAIN);
                    assertThat(each.associations().get(0).main()).isTrue();
                    assertThat(each.routes())
                            .extracting(Route::destinationIpv6CidrBlock, Route::gatewayId, Route::stateAsString)
                            .contains(tuple("::/0", GATEWAY, "active"));
                });
    }

    @Test
    @DisplayName("a table of its own for a subnet, with an egress-only gateway; one table per subnet (D)")
    void egressOnly() {
        String id = newTable();
        var gateway = ec2.createEgressOnlyInternetGateway(
                        each -> each.vpcId(VPC).clientToken("a"))
                .egressOnlyInternetGateway();
        String again = ec2.createEgressOnlyInternetGateway(
                        each -> each.vpcId(VPC).clientToken("a"))
                .egressOnlyInternetGateway()
                .egressOnlyInternetGatewayId();
        assertThat(again).isEqualTo(gateway.egressOnlyInternetGatewayId());

        ec2.createRoute(
                each -> each.routeTableId(id).destinationIpv6CidrBlock("0::/0").egressOnlyInternetGatewayId(again));
        ec2.associateRouteTable(each -> each.routeTableId(id).subnetId(SUBNET));

        assertThat(ec2.describeRouteTables(each -> each.filters(filter("association.subnet-id", SUBNET)))
                        .routeTables())
                .singleElement()
                .satisfies(each -> assertThat(each.routes())
                        .anyMatch(route -> again.equals(route.egressOnlyInternetGatewayId())
                                && "::/0".equals(route.destinationIpv6CidrBlock())
                                && "active".equals(route.stateAsString())));
        assertThat(ec2.describeEgressOnlyInternetGateways().egressOnlyInternetGateways())
                .hasSize(1);
        assertRefused(
                () -> ec2.associateRouteTable(each -> each.routeTableId(MAIN).subnetId(SUBNET)),
                "Resource.AlreadyAssociated",
                "conflicts");
    }

    @Test
    @DisplayName("a gateway that was detached can be attached again, and a route be led elsewhere")
    void attachedAgain() {
        ec2.detachInternetGateway(each -> each.internetGatewayId(GATEWAY).vpcId(VPC));
        ec2.attachInternetGateway(each -> each.internetGatewayId(GATEWAY).vpcId(VPC));
        String other = ec2.createEgressOnlyInternetGateway(each -> each.vpcId(VPC))
                .egressOnlyInternetGateway()
                .egressOnlyInternetGatewayId();

        ec2.replaceRoute(
                each -> each.routeTableId(MAIN).destinationIpv6CidrBlock("::/0").egressOnlyInternetGatewayId(other));

        assertThat(table(MAIN).routes())
                .filteredOn(route -> "::/0".equals(route.destinationIpv6CidrBlock()))
                .singleElement()
                .satisfies(
                        route -> assertThat(route.egressOnlyInternetGatewayId()).isEqualTo(other));
    }

    @Test
    @DisplayName("a route is there once, can be replaced and deleted; a local one stays (D)")
    void routes() {
        assertRefused(
                () -> ec2.createRoute(each ->
                        each.routeTableId(MAIN).destinationIpv6CidrBlock("::/0").gatewayId(GATEWAY)),
                "RouteAlreadyExists",
                "::/0");
        assertRefused(
                () -> ec2.createRoute(each -> each.routeTableId(newTable())
                        .destinationIpv6CidrBlock("::/0")
                        .gatewayId("igw-0123456789abcdef0")),
                "InvalidGatewayID.NotFound",
                "igw-0123456789abcdef0");
        ec2.deleteRoute(each -> each.routeTableId(MAIN).destinationIpv6CidrBlock("::/0"));
        assertThat(table(MAIN).routes()).noneMatch(each -> "::/0".equals(each.destinationIpv6CidrBlock()));
        assertRefused(
                () -> ec2.deleteRoute(each -> each.routeTableId(MAIN).destinationIpv6CidrBlock("::/0")),
                "InvalidRoute.NotFound",
                "::/0");
        assertRefused(
                () -> ec2.deleteRoute(each -> each.routeTableId(MAIN).destinationCidrBlock("172.31.0.0/16")),
                "InvalidParameterValue",
                "local");
        assertRefused(
                () -> ec2.describeRouteTables(each -> each.routeTableIds("rtb-0123456789abcdef0")),
                "InvalidRouteTableID.NotFound",
                "rtb-0123456789abcdef0");
        assertRefused(
                () -> ec2.createRoute(each -> each.routeTableId(MAIN)
                        .destinationCidrBlock("10.0.0.0/8")
                        .natGatewayId("nat-0123456789abcdef0")),
                "UnsupportedOperation",
                "NatGatewayId");
    }

    @Test
    @DisplayName("a route through a detached gateway is a blackhole (EC2 API reference, Route)")
    void blackhole() {
        ec2.detachInternetGateway(each -> each.internetGatewayId(GATEWAY).vpcId(VPC));

        assertThat(table(MAIN).routes())
                .filteredOn(each -> GATEWAY.equals(each.gatewayId()))
                .hasSize(2)
                .allMatch(each -> each.stateAsString().equals("blackhole"));
        assertRefused(
                () -> ec2.detachInternetGateway(
                        each -> each.internetGatewayId(GATEWAY).vpcId(VPC)),
                "Gateway.NotAttached",
                VPC);
    }

    @Test
    @DisplayName("a VPC takes one internet gateway, and a gateway one VPC (D)")
    void gateways() {
        String other = ec2.createInternetGateway(each -> each.tagSpecifications(tags("internet-gateway", "a", "b")))
                .internetGateway()
                .internetGatewayId();

        assertRefused(
                () -> ec2.attachInternetGateway(
                        each -> each.internetGatewayId(GATEWAY).vpcId(VPC)),
                "Resource.AlreadyAssociated",
                GATEWAY);
        assertRefused(
                () -> ec2.attachInternetGateway(
                        each -> each.internetGatewayId(other).vpcId(VPC)),
                "InvalidParameterValue",
                VPC);
        assertThat(ec2.describeInternetGateways(each -> each.filters(filter("attachment.vpc-id", VPC)))
                        .internetGateways())
                .singleElement()
                .satisfies(each -> assertThat(each.internetGatewayId()).isEqualTo(GATEWAY));
        assertThat(ec2.describeInternetGateways(each -> each.filters(filter("tag:a", "b")))
                        .internetGateways())
                .singleElement()
                .satisfies(each -> assertThat(each.attachments()).isEmpty());
    }

    @Test
    @DisplayName("a default network ACL lets everything through until its entries go (Amazon VPC User Guide)")
    void networkAcl() {
        var acl = ec2.describeNetworkAcls(each -> each.filters(filter("association.subnet-id", SUBNET)))
                .networkAcls()
                .get(0);
        assertThat(acl.isDefault()).isTrue();
        assertThat(acl.entries())
                .hasSize(8)
                .anyMatch(each -> "::/0".equals(each.ipv6CidrBlock())
                        && each.ruleNumber() == 101
                        && !each.egress()
                        && each.ruleActionAsString().equals("allow"));
        String id = acl.networkAclId();

        ec2.deleteNetworkAclEntry(each -> each.networkAclId(id).ruleNumber(101).egress(false));
        ec2.createNetworkAclEntry(each -> each.networkAclId(id)
                .ruleNumber(90)
                .egress(false)
                .protocol("6")
                .ruleAction("deny")
                .ipv6CidrBlock("2001:db8::/32")
                .portRange(ports -> ports.from(22).to(23)));

        assertThat(ec2.describeNetworkAcls().networkAcls().get(0).entries())
                .filteredOn(each -> !each.egress())
                .extracting(each -> each.ruleNumber())
                .containsExactly(90, 100, 32767, 32768);
        assertRefused(
                () -> ec2.deleteNetworkAclEntry(
                        each -> each.networkAclId(id).ruleNumber(101).egress(false)),
                "InvalidNetworkAclEntry.NotFound",
                "101");
        assertRefused(
                () -> ec2.createNetworkAclEntry(each -> each.networkAclId(id)
                        .ruleNumber(90)
                        .egress(false)
                        .protocol("-1")
                        .ruleAction("allow")
                        .cidrBlock("0.0.0.0/0")),
                "NetworkAclEntryAlreadyExists",
                "90");
    }

    @Test
    @DisplayName("VPC block public access is off until it is set, and each subnet says what it lets through")
    void blockPublicAccess() {
        assertThat(ec2.describeVpcBlockPublicAccessOptions(each -> {})
                        .vpcBlockPublicAccessOptions()
                        .internetGatewayBlockModeAsString())
                .isEqualTo("off");

        ec2.modifyVpcBlockPublicAccessOptions(each -> each.internetGatewayBlockMode("block-ingress"));

        var options = ec2.describeVpcBlockPublicAccessOptions(each -> {}).vpcBlockPublicAccessOptions();
        assertThat(options.internetGatewayBlockModeAsString()).isEqualTo("block-ingress");
        assertThat(options.stateAsString()).isEqualTo("update-complete");
        assertThat(ec2.describeSubnets(each -> {}).subnets())
                .allSatisfy(
                        subnet -> assertThat(subnet.blockPublicAccessStates().internetGatewayBlockModeAsString())
                                .isEqualTo("block-ingress"));
        assertThat(ec2.describeVpcBlockPublicAccessExclusions(each -> {}).vpcBlockPublicAccessExclusions())
                .isEmpty();
        assertRefused(
                () -> ec2.modifyVpcBlockPublicAccessOptions(each -> each.internetGatewayBlockMode("most")),
                "InvalidParameterValue",
                "most");
    }
}
