package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.aws.Finding.Severity;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.aws.TestKeys;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.ec2sim.Policy;
import io.github.ipv6fleet.ec2sim.RecordedRequest;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserDataPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** Every finding: where there is cause it is said, where there is none it is not, and its remedy ends it. */
class FindingsTest {
    /** Of these EC2's answers are made by hand, in ChecksTest. */
    private static final Set<FindingKind> BY_HAND = Set.of(FindingKind.DEFAULT_ROUTE_IS_NOT_AN_INTERNET_GATEWAY);

    private static final String UBUNTU_18_04 = "ami-0ac019f4fcb7cb7e6";
    private static final String UBUNTU_24_04 = "ami-0e86e20dae9224db8";

    @TempDir
    Path folder;

    static List<Scenario> scenarios() {
        return Stream.of(ofSubnets(), ofTypesAndImages(), ofTheNetwork(), ofGroupsAndKeys(), ofTheFleet())
                .flatMap(List::stream)
                .toList();
    }

    private static Scenario spoiled(
            FindingKind kind,
            Scenario.Spoil spoil,
            Scenario.Wanted wanted,
            String says,
            UnaryOperator<Ipv6Fleet.Builder> mended) {
        return new Scenario(
                kind, kind.id(), spoil, wanted, says, (ec2, remedy, fleet) -> mended.apply(SoundEc2.fleet(ec2)));
    }

    private static Scenario command(FindingKind kind, Consumer<Ec2Client> spoil) {
        return command(kind, spoil, fleet -> fleet.hosts(1));
    }

    private static Scenario command(
            FindingKind kind, Consumer<Ec2Client> spoil, UnaryOperator<Ipv6Fleet.Builder> wanted) {
        return Scenario.command(
                kind,
                (ec2, folder) -> {
                    spoil.accept(ec2.client());
                    return "";
                },
                wanted);
    }

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

    private static List<Scenario> ofSubnets() {
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

    private static List<Scenario> ofTypesAndImages() {
        return List.of(
                Scenario.call(
                        FindingKind.TYPE_NOT_FOUND,
                        fleet -> fleet.hosts(1).instanceType("zz.large"),
                        "such as t3.small",
                        fleet -> fleet.hosts(1).instanceType("t3.small")),
                Scenario.call(
                        FindingKind.TYPE_WITHOUT_IPV6,
                        fleet -> fleet.hosts(1)
                                .instanceType("m1.small")
                                .profile(HostProfile.builder()
                                        .uplink(UplinkMatch.name("eth0"))
                                        .build()),
                        "choose another type",
                        fleet -> fleet.hosts(1)),
                Scenario.call(
                        FindingKind.TYPE_WITHOUT_PREFIXES,
                        fleet -> fleet.hosts(1)
                                .instanceType("m4.large")
                                .profile(HostProfile.builder()
                                        .uplink(UplinkMatch.name("eth0"))
                                        .build()),
                        "Nitro",
                        fleet -> fleet.hosts(1)),
                Scenario.call(
                        FindingKind.TYPE_ALLOWS_TOO_FEW_ADDRESSES,
                        fleet -> fleet.hosts(1).instanceType("t3.micro").blockSource(BlockSource.addressRun(126)),
                        "t3.medium",
                        fleet -> fleet.hosts(1).instanceType("t3.medium").blockSource(BlockSource.addressRun(126))),
                Scenario.call(
                        FindingKind.TYPES_WITHOUT_COMMON_ARCHITECTURE,
                        fleet -> fleet.hosts(1).instanceTypes("t3.small", "m6g.large"),
                        "choose types of one architecture",
                        fleet -> fleet.hosts(1).instanceTypes("t3.small", "t3.medium")),
                Scenario.call(
                        FindingKind.UPLINK_NOT_KNOWN,
                        fleet -> fleet.hosts(1).instanceType("m4.large").blockSource(BlockSource.addressRun(126)),
                        ".uplink(UplinkMatch.name(\"eth0\"))",
                        fleet -> fleet.hosts(1)
                                .instanceType("m4.large")
                                .blockSource(BlockSource.addressRun(126))
                                .profile(HostProfile.builder()
                                        .uplink(UplinkMatch.name("eth0"))
                                        .build())),
                Scenario.call(
                        FindingKind.IMAGE_NOT_FOUND,
                        fleet -> fleet.hosts(1).image("ami-00000000000000000"),
                        "leave image(...) away",
                        fleet -> fleet.hosts(1)),
                Scenario.call(
                        FindingKind.IMAGE_OF_OTHER_ARCHITECTURE,
                        fleet -> fleet.hosts(1).image(UBUNTU_24_04).instanceType("m6g.large"),
                        "choose an image or an instance type that fit each other",
                        fleet -> fleet.hosts(1).image(UBUNTU_24_04).instanceType("m5.large")),
                Scenario.call(
                        FindingKind.IMAGE_WITHOUT_IMDS_V2,
                        fleet -> fleet.hosts(1).image(UBUNTU_18_04),
                        "leave image(...) away",
                        fleet -> fleet.hosts(1)),
                Scenario.call(
                        FindingKind.ROOT_VOLUME_DOES_NOT_FIT,
                        fleet -> fleet.hosts(1).rootVolume(7, false),
                        "give at least that",
                        fleet -> fleet.hosts(1).rootVolume(8, false)));
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

    private static List<Scenario> ofTheNetwork() {
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

    private static List<Scenario> ofGroupsAndKeys() {
        return List.of(
                spoiled(
                        FindingKind.NO_SECURITY_GROUP,
                        (ec2, folder) -> "",
                        (ec2, id, folder) ->
                                SoundEc2.bare(ec2).subnet(SoundEc2.SUBNET).hosts(1),
                        "name one with securityGroup(",
                        fleet -> fleet.hosts(1)),
                spoiled(
                        FindingKind.SECURITY_GROUP_NOT_FOUND,
                        (ec2, folder) -> "sg-00000000000000000",
                        (ec2, id, folder) ->
                                SoundEc2.fleet(ec2).securityGroup(id).hosts(1),
                        "name another with securityGroup(",
                        fleet -> fleet.hosts(1)),
                spoiled(
                        FindingKind.SECURITY_GROUP_OF_OTHER_VPC,
                        (ec2, folder) -> {
                            String vpc = ec2.client()
                                    .createVpc(r -> r.cidrBlock("10.0.0.0/16"))
                                    .vpc()
                                    .vpcId();
                            return ec2.client()
                                    .createSecurityGroup(
                                            r -> r.vpcId(vpc).groupName("there").description("there"))
                                    .groupId();
                        },
                        (ec2, id, folder) ->
                                SoundEc2.fleet(ec2).securityGroup(id).hosts(1),
                        "choose both from one VPC",
                        fleet -> fleet.hosts(1)),
                command(
                        FindingKind.SECURITY_GROUP_IS_OPEN,
                        client -> client.authorizeSecurityGroupIngress(
                                r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.from("-1", null, null, "::/0")))),
                command(
                        FindingKind.SECURITY_GROUP_IS_OPEN,
                        client -> client.authorizeSecurityGroupIngress(
                                r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.from("tcp", 0, 65_535, "::/0")))),
                command(
                        FindingKind.SECURITY_GROUP_LETS_NOTHING_OUT,
                        client -> client.revokeSecurityGroupEgress(
                                r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.from("-1", null, null, "::/0")))),
                command(
                        FindingKind.PACKET_TOO_BIG_IS_BLOCKED,
                        client -> client.revokeSecurityGroupIngress(
                                r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.tooBig()))),
                Scenario.call(
                        FindingKind.KEY_PAIR_NOT_FOUND,
                        fleet -> fleet.hosts(1).keyPair("nobody"),
                        "leave keyPair() away",
                        fleet -> fleet.hosts(1)),
                new Scenario(
                        FindingKind.KEY_PAIR_IS_ANOTHER,
                        "key-pair-is-another",
                        (ec2, folder) -> {
                            ec2.client()
                                    .importKeyPair(r ->
                                            r.keyName("me").publicKeyMaterial(SdkBytes.fromUtf8String(TestKeys.OTHER)));
                            return "";
                        },
                        (ec2, id, folder) -> SoundEc2.fleet(ec2)
                                .hosts(1)
                                .importKeyPair("me", TestKeys.file(folder, "me.pub", TestKeys.ED25519)),
                        "give another name",
                        (ec2, remedy, fleet) -> fleet.importKeyPair("you", Path.of(remedyFile(fleet)))));
    }

    /** The same file as before, by another name. */
    private static String remedyFile(Ipv6Fleet.Builder fleet) {
        Matcher file = Pattern.compile("importKeyPair\\(\"me\", (.*?)\\)")
                .matcher(fleet.check().get(0).what());
        assertThat(file.find()).isTrue();
        return file.group(1);
    }

    private static List<Scenario> ofTheFleet() {
        return List.of(
                Scenario.call(
                        FindingKind.INTERFACE_QUOTA_IS_NEAR,
                        fleet -> fleet.hosts(2).interfaceQuota(1),
                        "say interfaceQuota(2)",
                        fleet -> fleet.hosts(2).interfaceQuota(2)),
                new Scenario(
                        FindingKind.FLEET_DIFFERS,
                        "fleet-differs",
                        (ec2, folder) -> {
                            SoundEc2.fleet(ec2).hosts(1).launch();
                            return "";
                        },
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).hosts(1).instanceType("t3.medium"),
                        "make the call that is named there",
                        (ec2, remedy, fleet) -> {
                            fleet.build().replace("edge-1");
                            return fleet;
                        }),
                spoiled(
                        FindingKind.PLAN_IS_IMPOSSIBLE,
                        (ec2, folder) -> SoundEc2.fleet(ec2)
                                .name("other")
                                .hosts(1)
                                .launch()
                                .hosts()
                                .get(0)
                                .containerBlock()
                                .toString(),
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).host("a", h -> h.containers(id)),
                        "take another",
                        fleet -> fleet.host("a", h -> h.containers(P + "77::/80"))),
                Scenario.call(
                        FindingKind.HOST_CANNOT_BE_RENDERED,
                        fleet -> fleet.hosts(1).userData(UserDataPart.shellScript("large", large())),
                        "",
                        fleet -> fleet.hosts(1)),
                new Scenario(
                        FindingKind.NOT_PERMITTED,
                        "not-permitted",
                        (ec2, folder) -> {
                            ec2.simulator().allowOnly("Describe*", "Get*");
                            return "";
                        },
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).hosts(1),
                        "allow the action in the caller's IAM policy",
                        (ec2, remedy, fleet) -> {
                            ec2.simulator().allowOnly(Policy.everything());
                            return fleet;
                        }),
                new Scenario(
                        FindingKind.DRY_RUN_REFUSED,
                        "dry-run-refused",
                        (ec2, folder) -> {
                            ec2.simulator()
                                    .faults(FaultScript.of(Fault.error("InvalidParameterValue")
                                            .on("RunInstances")
                                            .call(1)));
                            return "";
                        },
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).hosts(1).instanceProfile("edge"),
                        "name another with instanceProfile(...)",
                        (ec2, remedy, fleet) -> fleet.instanceProfile("other")),
                new Scenario(
                        FindingKind.NOT_CHECKED,
                        "not-checked",
                        (ec2, folder) -> {
                            ec2.simulator()
                                    .allowOnly(
                                            "DescribeI*",
                                            "DescribeSu*",
                                            "DescribeSe*",
                                            "DescribeN*",
                                            "DescribeF*",
                                            "Get*",
                                            "RunInstances",
                                            "CreateTags");
                            return "";
                        },
                        (ec2, id, folder) -> SoundEc2.fleet(ec2).hosts(1),
                        "allow DescribeRouteTables in the caller's IAM policy",
                        (ec2, remedy, fleet) -> {
                            ec2.simulator().allowOnly(Policy.everything());
                            return fleet;
                        }));
    }

    /** What gzip makes no smaller. */
    private static String large() {
        StringBuilder text = new StringBuilder("#!/bin/sh\n");
        Random random = new Random(1);
        while (text.length() < 40_000) {
            text.append("# ").append(Long.toHexString(random.nextLong())).append('\n');
        }
        return text.toString();
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).toList();
    }

    /** What is said in every case: there are permissions that nobody can ask for. */
    private static final String ALWAYS = FindingKind.PERMISSIONS_NOT_CHECKABLE.id();

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void finding(Scenario scenario) throws Exception {
        try (TestEc2 ec2 = SoundEc2.start()) {
            String id = scenario.spoil().on(ec2, folder);
            ec2.simulator().clearRequests();

            Ipv6Fleet.Builder wanted = scenario.wanted().on(ec2, id, folder);
            List<Finding> findings = wanted.check();

            assertThat(ids(findings).stream().filter(other -> !other.equals(ALWAYS)))
                    .as(findings.toString())
                    .isNotEmpty()
                    .containsOnly(scenario.kind().id());
            assertThat(ec2.simulator().requests())
                    .as("what was written")
                    .filteredOn(RecordedRequest::isWrite)
                    .allMatch(request -> "true".equals(request.parameters().get("DryRun"))
                            && request.errorCode().isPresent());
            Finding found = findings.get(0);
            assertThat(found.severity()).isEqualTo(scenario.kind().severity());
            assertThat(found.remedy()).contains(scenario.says());
            assertThat(found.why()).isNotBlank();
            if (found.severity() == Severity.ERROR) {
                assertRefused(ec2, scenario.kind(), scenario.wanted().on(ec2, id, folder));
            }

            Ipv6Fleet.Builder mended = scenario.remedy().on(ec2, found.remedy(), wanted);
            assertThat(ids(mended.check()).stream().filter(other -> !other.equals(ALWAYS)))
                    .isEmpty();
            if (found.severity() == Severity.ERROR) {
                assertThat(mended.launch().failures()).isEmpty();
            }
        }
    }

    /** A launch says it too, and has written nothing. */
    private static void assertRefused(TestEc2 ec2, FindingKind kind, Ipv6Fleet.Builder fleet) {
        ec2.simulator().clearRequests();
        if (kind == FindingKind.NOT_PERMITTED || kind == FindingKind.DRY_RUN_REFUSED) {
            return; // only a rehearsal tells
        }
        RuntimeException refused = catchThrowableOfType(RuntimeException.class, fleet::launch);
        assertThat(refused).isNotNull();
        assertThat(ec2.writes()).isEmpty();
        if (AFTER_PLANNING.contains(kind)) {
            assertThat(refused).isInstanceOf(PlanException.class).hasMessageContaining("[" + kind.id() + "]");
        }
    }

    /** What stops a launch that could be planned; what stops planning is said by the plan. */
    private static final Set<FindingKind> AFTER_PLANNING = Set.of(
            FindingKind.NO_FREE_IPV4,
            FindingKind.UPLINK_NOT_KNOWN,
            FindingKind.RESERVATION_OUTSIDE_OF_SUBNET,
            FindingKind.IMAGE_NOT_FOUND,
            FindingKind.IMAGE_OF_OTHER_ARCHITECTURE,
            FindingKind.ROOT_VOLUME_DOES_NOT_FIT,
            FindingKind.NO_DEFAULT_ROUTE,
            FindingKind.DEFAULT_ROUTE_IS_BLACKHOLE,
            FindingKind.NETWORK_ACL_BLOCKS_IPV6,
            FindingKind.PUBLIC_ACCESS_IS_BLOCKED,
            FindingKind.NO_SECURITY_GROUP,
            FindingKind.SECURITY_GROUP_NOT_FOUND,
            FindingKind.SECURITY_GROUP_OF_OTHER_VPC,
            FindingKind.KEY_PAIR_NOT_FOUND,
            FindingKind.KEY_PAIR_IS_ANOTHER);

    static Stream<UnaryOperator<Ipv6Fleet.Builder>> goodFleets() {
        return Stream.of(
                fleet -> fleet.hosts(2),
                fleet -> fleet.hosts(2).blockSource(BlockSource.chosenByEc2()),
                fleet -> fleet.hosts(2).instanceType("t3.medium").blockSource(BlockSource.addressRun(126)),
                fleet -> fleet.hosts(2).retainInterfaces().reserve(P + "8::/77"),
                fleet -> fleet.hosts(2).subnet("subnet-09a931730fa9e0001").instanceTypes("t3.small", "t3.medium"),
                fleet -> fleet.hosts(1)
                        .publicIpv4(true)
                        .spot()
                        .rootVolume(20, true)
                        .allowPingWithinGroup());
    }

    @ParameterizedTest
    @MethodSource("goodFleets")
    @DisplayName("where all is well nothing is found, before a launch and after it, and the report has no notes")
    void nothing_isFound(UnaryOperator<Ipv6Fleet.Builder> wanted) {
        try (TestEc2 ec2 = SoundEc2.start()) {
            Ipv6Fleet fleet = wanted.apply(SoundEc2.fleet(ec2)).build();
            assertThat(ids(fleet.check())).containsExactly(ALWAYS);
            assertThat(ec2.runningInstances()).isEmpty();
            assertThat(fleet.launch().report().notes()).isEmpty();
            assertThat(ids(fleet.check())).containsExactly(ALWAYS);
            fleet.launch().terminate();
            ec2.simulator().assertNothingLeaked();
        }
    }

    @Test
    @DisplayName(
            "a launch reads at most 15 times before its first write, stops for all errors at once, and notes warnings")
    void launch_looksToo() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            ec2.client().deleteRoute(r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"));
            ec2.client()
                    .revokeSecurityGroupIngress(r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.tooBig()));
            ec2.simulator().clearRequests();

            PlanException refused = catchThrowableOfType(
                    PlanException.class,
                    () -> SoundEc2.fleet(ec2).hosts(1).keyPair("nobody").launch());

            assertThat(refused)
                    .hasMessageContaining("[no-default-route]")
                    .hasMessageContaining("[key-pair-not-found]")
                    .hasMessageNotContaining("packet-too-big");
            assertThat(ec2.simulator().requests()).hasSizeLessThanOrEqualTo(15);
            assertThat(ec2.writes()).isEmpty();

            assertThat(SoundEc2.fleet(ec2)
                            .hosts(1)
                            .accept("no-default-route")
                            .launch()
                            .report()
                            .notes())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING packet-too-big-is-blocked: security group " + SoundEc2.GROUP);
        }
    }

    @Test
    @DisplayName("a launch that cannot be planned says what else would stop it, and nothing twice")
    void launch_saysEverything() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            ec2.client().deleteRoute(r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"));
            PlanException refused = catchThrowableOfType(
                    PlanException.class,
                    () -> SoundEc2.fleet(ec2)
                            .hosts(1)
                            .instanceType("t3.micro")
                            .blockSource(BlockSource.addressRun(126))
                            .keyPair("nobody")
                            .launch());
            assertThat(refused.problems()).hasSize(3);
            assertThat(refused)
                    .hasMessageContaining("allows 2 IPv6 addresses per interface")
                    .hasMessageContaining("[no-default-route]")
                    .hasMessageContaining("[key-pair-not-found]");
        }
    }

    @Test
    @DisplayName("what is meant is a note, and an id that no finding has is refused")
    void accept() {
        try (TestEc2 ec2 = SoundEc2.start()) {
            ec2.client().deleteRoute(r -> r.routeTableId(SoundEc2.TABLE).destinationIpv6CidrBlock("::/0"));
            assertThat(SoundEc2.fleet(ec2).hosts(1).accept("no-default-route").check())
                    .extracting(Finding::severity)
                    .containsOnly(Severity.NOTE);
            assertThat(catchThrowableOfType(
                            IllegalArgumentException.class,
                            () -> SoundEc2.fleet(ec2).accept("no-route")))
                    .hasMessageContaining("accept(\"no-route\"): no finding has that id; give one of subnet-not-found");
        }
    }

    @Test
    @DisplayName("every finding has a scenario, and a part of docs/findings.md; nothing else has one")
    void everyFinding_isDescribed() throws IOException {
        Set<FindingKind> shown = new HashSet<>(BY_HAND);
        shown.add(FindingKind.PERMISSIONS_NOT_CHECKABLE);
        scenarios().forEach(scenario -> shown.add(scenario.kind()));
        assertThat(shown).containsExactlyInAnyOrder(FindingKind.values());

        Set<String> parts = new TreeSet<>();
        Matcher titles = Pattern.compile("(?m)^## (\\S+)$").matcher(Files.readString(Path.of("../docs/findings.md")));
        while (titles.find()) {
            assertThat(parts.add(titles.group(1))).as(titles.group(1)).isTrue();
        }
        assertThat(parts)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FindingKind.values()).map(FindingKind::id).toList());
    }
}
