package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static io.github.ipv6fleet.aws.internal.Scenario.command;
import static io.github.ipv6fleet.aws.internal.Scenario.spoiled;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.TestKeys;
import io.github.ipv6fleet.ec2sim.Fault;
import io.github.ipv6fleet.ec2sim.FaultScript;
import io.github.ipv6fleet.ec2sim.Policy;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.UplinkMatch;
import io.github.ipv6fleet.render.UserDataPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/** What can be wrong with what is asked for: types and images, groups and keys, and the fleet itself. */
final class FleetScenarios {
    private static final String UBUNTU_18_04 = "ami-0ac019f4fcb7cb7e6";
    private static final String UBUNTU_24_04 = "ami-0e86e20dae9224db8";

    private FleetScenarios() {}

    static List<Scenario> ofTypesAndImages() {
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

    static List<Scenario> ofGroupsAndKeys() {
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
                command(
                        FindingKind.PUBLISHED_PORT_IS_NOT_LET_IN,
                        client -> client.authorizeSecurityGroupIngress(
                                r -> r.groupId(SoundEc2.GROUP).ipPermissions(SoundEc2.from("tcp", 81, 90, "::/0"))),
                        fleet -> fleet.hosts(1)
                                .container(Container.of("web", "nginx:1.27").publish(80, 90))),
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

    static List<Scenario> ofTheFleet() {
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
}
