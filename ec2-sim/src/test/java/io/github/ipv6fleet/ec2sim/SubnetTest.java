package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Subnet;

class SubnetTest extends Region {

    @Test
    @DisplayName("the ground: one default VPC, a dual-stack subnet in each of six zones, ids that stay")
    void ground() {
        assertThat(ec2.describeVpcs().vpcs()).singleElement().satisfies(vpc -> {
            assertThat(vpc.vpcId()).isEqualTo(VPC);
            assertThat(vpc.isDefault()).isTrue();
            assertThat(vpc.ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock()).isEqualTo("2600:1f18:47b:ca00::/56");
        });
        assertThat(ec2.describeAvailabilityZones().availabilityZones()).hasSize(6);
        assertThat(ec2.describeSubnets().subnets())
                .hasSize(6)
                .allMatch(Subnet::mapPublicIpOnLaunch)
                .extracting(each -> each.availabilityZone() + " " + each.cidrBlock() + " "
                        + each.ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock())
                .startsWith(
                        "us-east-1a 172.31.0.0/20 2600:1f18:47b:ca03::/64",
                        "us-east-1b 172.31.16.0/20 2600:1f18:47b:ca00::/64");
        assertThat(ec2.describeSubnets().subnets().get(0).subnetId()).isEqualTo(SUBNET);
        assertThat(ec2.describeSecurityGroups().securityGroups())
                .singleElement()
                .satisfies(each -> assertThat(each.groupId()).isEqualTo(GROUP));
    }

    @Test
    @DisplayName("a subnet is found by its filters")
    void filters() {
        assertThat(ec2.describeSubnets(each -> each.filters(
                                filter("availability-zone", "us-east-1c", "us-east-1d"), filter("vpc-id", VPC)))
                        .subnets())
                .hasSize(2);
        assertThat(ec2.describeSubnets(each -> each.filters(
                                filter("ipv6-cidr-block-association.ipv6-cidr-block", "2600:1f18:47b:ca03::/64")))
                        .subnets())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2600:1f18:47b:ca10::/60", "2600:1f18:47b:ca10::/64"})
    @DisplayName("IPv6 blocks of /44 to /64 in steps of four (since November 2023)")
    void ipv6Sizes(String block) {
        Subnet subnet = ec2.createSubnet(
                        each -> each.vpcId(VPC).cidrBlock("172.31.128.0/20").ipv6CidrBlock(block))
                .subnet();

        assertThat(create(each -> each.subnetId(subnet.subnetId()).ipv6PrefixCount(1))
                        .ipv6Prefixes())
                .hasSize(1);
        assertThat(subnet.mapPublicIpOnLaunch()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2600:1f18:47b:ca10::/62", "2600:1f18:47b:ca10::/68", "2600:1f18:47b:ca11::/60", "x"})
    @DisplayName("other blocks: hashicorp/terraform-provider-aws#28775")
    void ipv6Malformed(String block) {
        assertRefused(
                () -> ec2.createSubnet(
                        each -> each.vpcId(VPC).cidrBlock("172.31.128.0/20").ipv6CidrBlock(block)),
                "InvalidParameterValue",
                "invalid value for parameter ipv6-cidr-block: " + block);
    }

    @Test
    @DisplayName("a block outside the VPC, or of another subnet: error codes for the EC2 API")
    void rangeAndConflict() {
        assertRefused(
                () -> ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("10.0.0.0/24")),
                "InvalidSubnet.Range",
                "The CIDR '10.0.0.0/24' is invalid.");
        assertRefused(
                () -> ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("172.31.8.0/24")),
                "InvalidSubnet.Conflict",
                "172.31.8.0/24");
        assertRefused(
                () -> ec2.createSubnet(
                        each -> each.vpcId(VPC).cidrBlock("172.31.128.0/20").ipv6CidrBlock("2600:1f18:47b:ca03::/64")),
                "InvalidSubnet.Conflict",
                "2600:1f18:47b:ca03::/64");
    }

    @Test
    @DisplayName("an IPv6-only subnet gives every interface an IPv6 address and no IPv4 one")
    void ipv6Only() {
        Subnet subnet = ec2.createSubnet(
                        each -> each.vpcId(VPC).ipv6Native(true).ipv6CidrBlock("2600:1f18:47b:ca10::/64"))
                .subnet();

        assertThat(subnet.ipv6Native()).isTrue();
        assertThat(create(each -> each.subnetId(subnet.subnetId()))).satisfies(eni -> {
            assertThat(eni.privateIpAddress()).isNull();
            assertThat(eni.ipv6Addresses()).hasSize(1);
        });
        assertThat(run(each -> each.subnetId(subnet.subnetId())).publicIpAddress())
                .isNull();
    }

    @Test
    @DisplayName("AssignIpv6AddressOnCreation needs IPv6: terraform-aws-modules/terraform-aws-vpc#735")
    void assignWithoutIpv6() {
        String id = ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("172.31.128.0/20"))
                .subnet()
                .subnetId();

        assertRefused(
                () -> ec2.modifySubnetAttribute(
                        each -> each.subnetId(id).assignIpv6AddressOnCreation(on -> on.value(true))),
                "InvalidParameterValue",
                "Cannot set assign-ipv6-address-on-creation to true unless the subnet (" + id
                        + ") has an IPv6 CIDR block associated with it.");
    }

    @Test
    @DisplayName("a subnet in use is not deleted: error codes for the EC2 API")
    void delete() {
        String eni = create(each -> {}).networkInterfaceId();
        assertRefused(() -> ec2.deleteSubnet(each -> each.subnetId(SUBNET)), "DependencyViolation", SUBNET);

        ec2.deleteNetworkInterface(each -> each.networkInterfaceId(eni));
        ec2.deleteSubnet(each -> each.subnetId(SUBNET));

        assertThat(ec2.describeSubnets().subnets()).hasSize(5);
    }
}
