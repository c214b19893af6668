package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static io.github.ipv6fleet.aws.internal.Scenario.command;
import static io.github.ipv6fleet.aws.internal.Scenario.spoiled;

import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.Container;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** What can be wrong with the ground that a fleet is to stand on: subnets, and the ways in and out of them. */
final class SubnetScenarios {
    private SubnetScenarios() {}

    private static String subnet(TestEc2 ec2, String vpc, String ipv4, String ipv6) {
        return ec2.client()
                .createSubnet(
                        r -> r.vpcId(vpc).cidrBlock(ipv4).ipv6CidrBlock(ipv6).ipv6Native(ipv4 == null ? true : null))
                .subnet()
                .subnetId();
    }

    private static void leadOut(Ec2Client client, String vpc) {
        String gateway = client.createInternetGateway(r -> {}).internetGateway().internetGatewayId();
        client.attachInternetGateway(r -> r.internetGatewayId(gateway).vpcId(vpc));
        String table = client.describeRouteTables(r -> r.filters(Ec2Reads.filter("vpc-id", vpc)))
                .routeTables()
                .get(0)
                .routeTableId();
        client.createRoute(
                r -> r.routeTableId(table).destinationIpv6CidrBlock("::/0").gatewayId(gateway));
    }

    static List<Scenario> ofSubnets() {
        return List.of(
                spoiled(
                        FindingKind.SUBNET_NOT_FOUND,
                        (ec2, folder) -> "subnet-00000000000000000",
                        (ec2, id, folder) -> SoundEc2.bare(ec2)
                                .subnet(id)
                                .securityGroup(SoundEc2.GROUP)
                                .hosts(1),
                        "name another with subnet(",
                        fleet -> fleet.hosts(1)),
                spoiled(
                        FindingKind.SUBNET_WITHOUT_IPV6,
                        (ec2, folder) -> subnet(ec2, SoundEc2.VPC, "172.31.240.0/24", null),
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).subnet(id).hosts(1),
                        "or choose another subnet",
                        fleet -> fleet.hosts(1)),
                spoiled(
                        FindingKind.SUBNETS_OF_SEVERAL_VPCS,
                        (ec2, folder) -> {
                            var vpc = ec2.client()
                                    .createVpc(r -> r.cidrBlock("10.0.0.0/16").amazonProvidedIpv6CidrBlock(true))
                                    .vpc();
                            String block = ec2.client()
                                    .describeVpcs(r -> r.vpcIds(vpc.vpcId()))
                                    .vpcs()
                                    .get(0)
                                    .ipv6CidrBlockAssociationSet()
                                    .get(0)
                                    .ipv6CidrBlock();
                            leadOut(ec2.client(), vpc.vpcId());
                            return subnet(ec2, vpc.vpcId(), "10.0.0.0/24", block.replace("/56", "/64"));
                        },
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).subnet(id).hosts(1),
                        "choose subnets of one VPC",
                        fleet -> fleet.hosts(1)),
                Scenario.call(
                        FindingKind.RESERVATION_OUTSIDE_OF_SUBNET,
                        fleet -> fleet.hosts(1).reserve("2600:1f18:47b:ca00::/56"),
                        "give a block of the subnet",
                        fleet -> fleet.hosts(1).reserve(P + "8::/77")),
                command(
                        FindingKind.SUBNET_ASSIGNS_IPV6,
                        client -> client.modifySubnetAttribute(
                                r -> r.subnetId(SoundEc2.SUBNET).assignIpv6AddressOnCreation(v -> v.value(true))),
                        fleet -> fleet.hosts(1).blockSource(BlockSource.chosenByEc2())),
                command(
                        FindingKind.SUBNET_ASSIGNS_PUBLIC_IPV4,
                        client -> client.modifySubnetAttribute(
                                r -> r.subnetId(SoundEc2.SUBNET).mapPublicIpOnLaunch(v -> v.value(true)))),
                spoiled(
                        FindingKind.NO_FREE_IPV4,
                        (ec2, folder) -> subnet(ec2, SoundEc2.VPC, "172.31.240.0/28", "2600:1f18:47b:ca40::/64"),
                        (ec2, id, folder) -> SoundEc2.bare(ec2)
                                .subnet(id)
                                .securityGroup(SoundEc2.GROUP)
                                .hosts(12),
                        "name another subnet(...)",
                        fleet -> fleet.hosts(12)),
                spoiled(
                        FindingKind.IPV6_ONLY_SUBNET,
                        (ec2, folder) -> subnet(ec2, SoundEc2.VPC, null, "2600:1f18:47b:ca40::/64"),
                        (ec2, id, folder) -> SoundEc2.bare(ec2)
                                .subnet(id)
                                .securityGroup(SoundEc2.GROUP)
                                .hosts(1),
                        "choose a dual-stack subnet(...)",
                        fleet -> fleet.hosts(1)),
                Scenario.call(
                        FindingKind.REGISTRY_WITHOUT_IPV6,
                        fleet -> fleet.hosts(1).container(Container.of("web", "ghcr.io/somebody/web:1")),
                        "say publicIpv4(true)",
                        fleet -> fleet.hosts(1)
                                .container(Container.of("web", "ghcr.io/somebody/web:1"))
                                .publicIpv4(true)));
    }

    private static void leadTo(Ec2Client client, String egressOnly) {
        client.replaceRoute(r -> r.routeTableId(SoundEc2.TABLE)
                .destinationIpv6CidrBlock("::/0")
                .egressOnlyInternetGatewayId(egressOnly));
    }

    private static String egressOnly(Ec2Client client) {
        return client.createEgressOnlyInternetGateway(r -> r.vpcId(SoundEc2.VPC))
                .egressOnlyInternetGateway()
                .egressOnlyInternetGatewayId();
    }

    static List<Scenario> ofTheNetwork() {
        return List.of(
                command(
                        FindingKind.NO_DEFAULT_ROUTE,
                        client -> client.deleteRoute(
                                r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"))),
                command(FindingKind.DEFAULT_ROUTE_IS_BLACKHOLE, client -> {
                    String gateway = egressOnly(client);
                    leadTo(client, gateway);
                    client.deleteEgressOnlyInternetGateway(r -> r.egressOnlyInternetGatewayId(gateway));
                }),
                command(FindingKind.DEFAULT_ROUTE_IS_EGRESS_ONLY, client -> leadTo(client, egressOnly(client))),
                command(
                        FindingKind.NETWORK_ACL_BLOCKS_IPV6,
                        client -> client.createNetworkAclEntry(r -> r.networkAclId(SoundEc2.ACL)
                                .egress(true)
                                .ruleNumber(50)
                                .protocol("-1")
                                .ruleAction(RuleAction.DENY)
                                .ipv6CidrBlock("::/0"))),
                command(FindingKind.NETWORK_ACL_BLOCKS_IPV6, client -> {
                    for (boolean egress : new boolean[] {true, false}) {
                        client.deleteNetworkAclEntry(
                                r -> r.networkAclId(SoundEc2.ACL).egress(egress).ruleNumber(101));
                    }
                }),
                command(
                        FindingKind.PACKET_TOO_BIG_IS_BLOCKED,
                        client -> client.createNetworkAclEntry(r -> r.networkAclId(SoundEc2.ACL)
                                .egress(false)
                                .ruleNumber(50)
                                .protocol("58")
                                .icmpTypeCode(icmp -> icmp.type(-1).code(-1))
                                .ruleAction(RuleAction.DENY)
                                .ipv6CidrBlock("::/0"))),
                command(
                        FindingKind.PUBLIC_ACCESS_IS_BLOCKED,
                        client -> client.modifyVpcBlockPublicAccessOptions(
                                r -> r.internetGatewayBlockMode("block-bidirectional"))),
                command(
                        FindingKind.PUBLIC_INGRESS_IS_BLOCKED,
                        client -> client.modifyVpcBlockPublicAccessOptions(
                                r -> r.internetGatewayBlockMode("block-ingress"))));
    }
}
