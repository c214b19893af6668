package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** VPCs of one's own, and taking down again what was made in them. */
@SuppressWarnings("unchecked") // varargs of the SDK's consumers
class VpcTest extends Region {
    private Vpc vpc(boolean ipv6) {
        return ec2.createVpc(each -> each.cidrBlock("10.0.0.0/16")
                        .amazonProvidedIpv6CidrBlock(ipv6)
                        .tagSpecifications(tags("vpc", "team", "net")))
                .vpc();
    }

    private Vpc describeVpc(String id) {
        return ec2.describeVpcs(each -> each.vpcIds(id)).vpcs().get(0);
    }

    private String block(String vpcId) {
        return describeVpc(vpcId).ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock();
    }

    @Test
    @DisplayName("a VPC is pending in the answer, then there, with an own /56, a group, a route table, an ACL")
    void create() {
        Vpc made = vpc(true);
        String id = made.vpcId();

        assertThat(made.stateAsString()).isEqualTo("pending");
        assertThat(made.ipv6CidrBlockAssociationSet()).singleElement().satisfies(each -> {
            assertThat(each.ipv6CidrBlock()).isEmpty();
            assertThat(each.ipv6CidrBlockState().stateAsString()).isEqualTo("associating");
        });
        assertThat(describeVpc(id).stateAsString()).isEqualTo("available");
        assertThat(describeVpc(id).isDefault()).isFalse();
        assertThat(describeVpc(id).tags()).hasSize(1);
        assertThat(block(id)).matches("2600:1f18:[0-9a-f]+:[0-9a-f]+00::/56");
        assertThat(block(vpc(true).vpcId())).isNotEqualTo(block(id));
        assertThat(ec2.describeSecurityGroups(each -> each.filters(filter("vpc-id", id)))
                        .securityGroups())
                .singleElement()
                .satisfies(each -> assertThat(each.groupName()).isEqualTo("default"));
        assertThat(ec2.describeRouteTables(each -> each.filters(filter("vpc-id", id)))
                        .routeTables())
                .singleElement()
                .satisfies(each -> assertThat(each.routes())
                        .extracting(route -> route.gatewayId())
                        .containsExactly("local", "local"));
        assertThat(ec2.describeNetworkAcls(each -> each.filters(filter("vpc-id", id)))
                        .networkAcls())
                .hasSize(1);
    }

    @Test
    @DisplayName("hosts live in it: dual-stack, and IPv6-only with its own address and prefix")
    void hosts() {
        String id = vpc(true).vpcId();
        String base = block(id).replace("00::/56", "");
        String dual = ec2.createSubnet(
                        each -> each.vpcId(id).cidrBlock("10.0.0.0/24").ipv6CidrBlock(base + "01::/64"))
                .subnet()
                .subnetId();
        String only = ec2.createSubnet(each -> each.vpcId(id).ipv6Native(true).ipv6CidrBlock(base + "02::/64"))
                .subnet()
                .subnetId();

        var host = launch(each -> each.subnetId(dual).ipv6PrefixCount(1));
        var other = launch(each -> each.subnetId(only).ipv6AddressCount(1));
        assertThat(host.vpcId()).isEqualTo(id);
        assertThat(host.privateIpAddress()).startsWith("10.0.0.");
        assertThat(host.publicIpAddress()).as("no default subnet").isNull();
        assertThat(host.networkInterfaces().get(0).ipv6Prefixes().get(0).ipv6Prefix())
                .startsWith(base + "01:");
        assertThat(other.privateIpAddress()).isNull();
        assertThat(other.ipv6Address()).startsWith(base + "02:");
        assertRefused(
                () -> launch(each -> each.subnetId(dual).groups(GROUP)), "InvalidParameter", "different networks");
        assertRefused(
                () -> ec2.createSubnet(each -> each.vpcId(id).cidrBlock("10.1.0.0/24")), "InvalidSubnet.Range", "10.1");
        assertThat(ec2.createSubnet(each -> each.vpcId(vpc(false).vpcId()).cidrBlock("10.0.0.0/24"))
                        .subnet()
                        .subnetId())
                .as("the same IPv4 block in another VPC")
                .startsWith("subnet-");
    }

    @Test
    @DisplayName("IPv6 can come later, to the VPC and to a subnet, once")
    void ipv6Later() {
        String id = vpc(false).vpcId();
        String subnet = ec2.createSubnet(each -> each.vpcId(id).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        assertThat(describeVpc(id).ipv6CidrBlockAssociationSet()).isEmpty();
        assertRefused(
                () -> ec2.createSubnet(
                        each -> each.vpcId(id).cidrBlock("10.0.1.0/24").ipv6CidrBlock("2600:1f18:1:1::/64")),
                "InvalidSubnet.Range",
                "2600:1f18:1:1::/64");

        assertThat(ec2.associateVpcCidrBlock(each -> each.vpcId(id).amazonProvidedIpv6CidrBlock(true))
                        .ipv6CidrBlockAssociation()
                        .ipv6CidrBlockState()
                        .stateAsString())
                .isEqualTo("associating");
        String ipv6 = block(id).replace("00::/56", "0f::/64");
        ec2.associateSubnetCidrBlock(each -> each.subnetId(subnet).ipv6CidrBlock(ipv6));
        assertThat(launch(each -> each.subnetId(subnet).ipv6PrefixCount(1))
                        .networkInterfaces()
                        .get(0)
                        .ipv6Prefixes())
                .hasSize(1);
        assertThat(ec2.describeRouteTables(each -> each.filters(filter("vpc-id", id)))
                        .routeTables()
                        .get(0)
                        .routes())
                .hasSize(2);
        assertRefused(
                () -> ec2.associateVpcCidrBlock(each -> each.vpcId(id).amazonProvidedIpv6CidrBlock(true)),
                "CidrLimitExceeded",
                "maximum number of allowed CIDRs");
        assertRefused(
                () -> ec2.associateSubnetCidrBlock(each -> each.subnetId(subnet).ipv6CidrBlock(ipv6)),
                "CidrLimitExceeded",
                subnet);
        assertRefused(
                () -> ec2.associateVpcCidrBlock(each -> each.vpcId(id).cidrBlock("10.1.0.0/16")),
                "UnsupportedOperation",
                "CidrBlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/15", "10.0.0.0/29", "10.0.0.1/16", "2600::/56", "x"})
    @DisplayName("IPv4 blocks of /16 to /28")
    void range(String cidr) {
        assertRefused(() -> ec2.createVpc(each -> each.cidrBlock(cidr)), "InvalidVpc.Range", cidr);
    }

    @Test
    @DisplayName("a VPC is deleted when all in it is, each after what depends on it")
    void delete() {
        String id = vpc(true).vpcId();
        String subnet = ec2.createSubnet(each -> each.vpcId(id).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        String group = ec2.createSecurityGroup(
                        each -> each.groupName("web").description("d").vpcId(id))
                .groupId();
        String table = ec2.createRouteTable(each -> each.vpcId(id)).routeTable().routeTableId();
        String association = ec2.associateRouteTable(
                        each -> each.routeTableId(table).subnetId(subnet))
                .associationId();
        String gateway = ec2.createInternetGateway().internetGateway().internetGatewayId();
        ec2.attachInternetGateway(each -> each.internetGatewayId(gateway).vpcId(id));
        String eigw = ec2.createEgressOnlyInternetGateway(each -> each.vpcId(id))
                .egressOnlyInternetGateway()
                .egressOnlyInternetGatewayId();

        assertRefused(() -> ec2.deleteVpc(each -> each.vpcId(id)), "DependencyViolation", id);
        assertRefused(() -> ec2.deleteRouteTable(each -> each.routeTableId(table)), "DependencyViolation", table);
        assertRefused(
                () -> ec2.deleteInternetGateway(each -> each.internetGatewayId(gateway)),
                "DependencyViolation",
                gateway);
        ec2.disassociateRouteTable(each -> each.associationId(association));
        ec2.deleteRouteTable(each -> each.routeTableId(table));
        ec2.detachInternetGateway(each -> each.internetGatewayId(gateway).vpcId(id));
        ec2.deleteInternetGateway(each -> each.internetGatewayId(gateway));
        assertThat(ec2.deleteEgressOnlyInternetGateway(each -> each.egressOnlyInternetGatewayId(eigw))
                        .returnCode())
                .isTrue();
        ec2.deleteSubnet(each -> each.subnetId(subnet));
        assertRefused(() -> ec2.deleteVpc(each -> each.vpcId(id)), "DependencyViolation", id);
        ec2.deleteSecurityGroup(each -> each.groupId(group));
        ec2.deleteVpc(each -> each.vpcId(id));

        assertRefused(() -> describeVpc(id), "InvalidVpcID.NotFound", id);
        assertThat(ec2.describeSecurityGroups().securityGroups()).hasSize(1);
        assertThat(ec2.describeRouteTables().routeTables()).hasSize(1);
        assertRefused(
                () -> ec2.disassociateRouteTable(each -> each.associationId(association)),
                "InvalidAssociationID.NotFound",
                association);
        assertRefused(
                () -> ec2.deleteRouteTable(each -> each.routeTableId("rtb-0d2c47b5ca0000000")),
                "DependencyViolation",
                "rtb-0");
    }

    @Test
    @DisplayName("a group is deleted when no interface has it and no rule means it; the default one never")
    void deleteGroup() {
        String web = group("web");
        String db = group("db");
        ec2.authorizeSecurityGroupIngress(each -> each.groupId(db)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(5432)
                        .toPort(5432)
                        .userIdGroupPairs(UserIdGroupPair.builder().groupId(web).build())
                        .build()));
        String nic = create(each -> each.groups(db)).networkInterfaceId();

        assertRefused(() -> deleteGroup(web), "DependencyViolation", "resource " + web + " has a dependent object");
        assertRefused(() -> deleteGroup(db), "DependencyViolation", db);
        assertRefused(() -> deleteGroup(GROUP), "CannotDelete", "cannot be deleted by a user");
        ec2.deleteNetworkInterface(each -> each.networkInterfaceId(nic));
        deleteGroup(db);
        ec2.deleteSecurityGroup(each -> each.groupName("web"));
        assertRefused(() -> deleteGroup(web), "InvalidGroup.NotFound", web);
    }

    private String group(String name) {
        return ec2.createSecurityGroup(
                        each -> each.groupName(name).description("d").vpcId(VPC))
                .groupId();
    }

    private void deleteGroup(String id) {
        ec2.deleteSecurityGroup(each -> each.groupId(id));
    }

    private static IpPermission https() {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(443)
                .toPort(443)
                .ipv6Ranges(Ipv6Range.builder().cidrIpv6("::/0").build())
                .build();
    }

    @Test
    @DisplayName("rules are shown one by one, and taken away by what they say or by their id, in both directions")
    void rules() {
        String web = group("web");
        String in = ec2.authorizeSecurityGroupIngress(each -> each.groupId(web).ipPermissions(https()))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
        var out = ec2.authorizeSecurityGroupEgress(each -> each.groupId(web).ipPermissions(https()))
                .securityGroupRules()
                .get(0);
        assertThat(out.isEgress()).isTrue();
        assertThat(ec2.describeSecurityGroupRules(each -> each.filters(filter("group-id", web)))
                        .securityGroupRules())
                .hasSize(4)
                .filteredOn(each -> each.securityGroupRuleId().equals(in))
                .singleElement()
                .satisfies(each -> assertThat(each.cidrIpv6()).isEqualTo("::/0"));

        assertThat(ec2.revokeSecurityGroupIngress(each -> each.groupId(web).ipPermissions(https()))
                        .returnValue())
                .isTrue();
        ec2.revokeSecurityGroupEgress(each -> each.groupId(web).securityGroupRuleIds(out.securityGroupRuleId()));
        assertThat(ec2.describeSecurityGroups(each -> each.groupIds(web))
                        .securityGroups()
                        .get(0)
                        .ipPermissions())
                .isEmpty();
        assertThat(ec2.describeSecurityGroupRules(each -> each.filters(filter("group-id", web)))
                        .securityGroupRules())
                .hasSize(2);
        assertRefused(
                () -> ec2.describeSecurityGroupRules(each -> each.securityGroupRuleIds(in)),
                "InvalidSecurityGroupRuleId.NotFound",
                in);
    }

    @Test
    @DisplayName("what is not there: an error in a VPC of one's own, unknown in the default one (EC2 API reference)")
    void unknownRules() {
        String own = ec2.createSecurityGroup(each ->
                        each.groupName("own").description("d").vpcId(vpc(false).vpcId()))
                .groupId();
        String web = group("web");

        assertRefused(
                () -> ec2.revokeSecurityGroupIngress(each -> each.groupId(own).ipPermissions(https())),
                "InvalidPermission.NotFound",
                "The specified rule does not exist in this security group.");
        assertThat(ec2.revokeSecurityGroupIngress(each -> each.groupId(web).ipPermissions(https()))
                        .unknownIpPermissions())
                .singleElement()
                .satisfies(each -> assertThat(each.fromPort()).isEqualTo(443));
    }

    @Test
    @DisplayName("a key pair is deleted by name or id, and one that is not there without an error")
    void deleteKey() {
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        for (String name : new String[] {"a", "b"}) {
            ec2.importKeyPair(each ->
                    each.keyName(name).publicKeyMaterial(software.amazon.awssdk.core.SdkBytes.fromUtf8String(key)));
        }
        String id = ec2.describeKeyPairs(each -> each.keyNames("b"))
                .keyPairs()
                .get(0)
                .keyPairId();

        ec2.deleteKeyPair(each -> each.keyName("a"));
        ec2.deleteKeyPair(each -> each.keyPairId(id));
        ec2.deleteKeyPair(each -> each.keyName("a"));
        assertThat(ec2.describeKeyPairs().keyPairs()).isEmpty();
    }
}
