package io.github.ipv6fleet.ec2sim;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every guess has a switch, the switch changes what it names and nothing else, and docs/ec2-sim.md lists it once. */
class AssumptionsTest {
    private static final String SUBNET = Region.SUBNET;
    private static final String NET = "2600:1f18:47b:ca03:";
    private static final String INTERFACE = "Action=CreateNetworkInterface&SubnetId=" + SUBNET;
    private static final String RUN = "Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + Region.BIONIC
            + "&InstanceType=r5d.large&NetworkInterface.1.DeviceIndex=0";
    private static final String TAGS =
            "&TagSpecification.1.ResourceType=%s&TagSpecification.1.Tag.1.Key=%s" + "&TagSpecification.1.Tag.1.Value=1";
    private static final String TEMPLATE = "Action=CreateLaunchTemplate&LaunchTemplateName=edge"
            + "&LaunchTemplateData.ImageId=" + Region.BIONIC + "&LaunchTemplateData.InstanceType=r5d.large"
            + "&LaunchTemplateData.NetworkInterface.1.DeviceIndex=0"
            + "&LaunchTemplateData.NetworkInterface.1.Ipv6PrefixCount=1"
            + "&LaunchTemplateData.TagSpecification.1.ResourceType=instance"
            + "&LaunchTemplateData.TagSpecification.1.Tag.1.Key=template"
            + "&LaunchTemplateData.TagSpecification.1.Tag.1.Value=1";
    private static final String OVERRIDE = "&LaunchTemplateConfigs.1.Overrides.";
    private static final String FLEET = "Action=CreateFleet&TargetCapacitySpecification.TotalTargetCapacity=1"
            + "&TargetCapacitySpecification.DefaultTargetCapacityType=on-demand"
            + "&LaunchTemplateConfigs.1.LaunchTemplateSpecification.LaunchTemplateName=edge"
            + "&LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version=1"
            + OVERRIDE + "1.SubnetId=" + SUBNET;

    /** How each refusal comes about. */
    private static final Map<AssumedCode, Function<Calls, String>> REFUSALS = Map.ofEntries(
            entry(AssumedCode.ADDRESS_IN_USE, calls -> {
                String form = INTERFACE + "&Ipv6Addresses.1.Ipv6Address=" + NET + ":8";
                calls.id("eni", form);
                return calls.code(form);
            }),
            entry(AssumedCode.PREFIX_IN_USE, calls -> {
                calls.id("eni", prefix(NET + "1::/80"));
                return calls.code(prefix(NET + "1::/80"));
            }),
            entry(AssumedCode.PREFIX_MALFORMED, calls -> calls.code(prefix(NET + "1::/81"))),
            entry(AssumedCode.PREFIX_OUTSIDE_SUBNET, calls -> calls.code(prefix("2600:1f18:47b:ca04:1::/80"))),
            entry(AssumedCode.PREFIX_RESERVED, calls -> calls.code(prefix(NET + ":/80"))),
            entry(AssumedCode.RESERVATION_NAMED, calls -> {
                calls.without(AssumedRule.PREFIX_RESERVATIONS_CAN_BE_NAMED);
                return calls.code(fromReservation(calls));
            }),
            entry(AssumedCode.SUBNET_WITHOUT_IPV6, calls -> {
                String vpc = calls.id("vpc", "Action=CreateVpc&CidrBlock=10.0.0.0/16");
                String subnet = calls.id("subnet", "Action=CreateSubnet&CidrBlock=10.0.0.0/24&VpcId=" + vpc);
                return calls.code("Action=CreateNetworkInterface&Ipv6AddressCount=1&SubnetId=" + subnet);
            }),
            entry(
                    AssumedCode.TYPE_WITHOUT_PREFIXES,
                    calls -> calls.code(of("t2.micro", "NetworkInterface.1.Ipv6PrefixCount=1"))),
            entry(
                    AssumedCode.TOO_MANY_AT_LAUNCH,
                    calls -> calls.code(of("t3.micro", "NetworkInterface.1.Ipv6AddressCount=3"))),
            entry(AssumedCode.TOO_MANY_ASSIGNED, calls -> {
                String eni = calls.id("eni", of("t3.micro", "NetworkInterface.1.Ipv6AddressCount=2"));
                return calls.code("Action=AssignIpv6Addresses&Ipv6AddressCount=1&NetworkInterfaceId=" + eni);
            }),
            entry(
                    AssumedCode.NOT_TO_UNASSIGN,
                    calls -> calls.code("Action=UnassignIpv6Addresses&Ipv6Addresses.1=" + NET + ":9&NetworkInterfaceId="
                            + calls.id("eni", INTERFACE))),
            entry(AssumedCode.PRIMARY_IPV6_STAYS, calls -> {
                String eni = calls.id("eni", INTERFACE + "&Ipv6AddressCount=1&EnablePrimaryIpv6=true");
                return calls.code(
                        "Action=ModifyNetworkInterfaceAttribute&EnablePrimaryIpv6=false&NetworkInterfaceId=" + eni);
            }),
            entry(AssumedCode.INTERFACE_NAMED_TWICE, calls -> {
                String eni = calls.id("eni", INTERFACE);
                return calls.code(RUN + "&NetworkInterface.1.NetworkInterfaceId=" + eni
                        + "&NetworkInterface.2.DeviceIndex=1&NetworkInterface.2.NetworkInterfaceId=" + eni);
            }),
            entry(
                    AssumedCode.NAMED_FOR_MANY,
                    calls -> calls.code(RUN.replace("Count=1", "Count=2") + "&NetworkInterface.1.NetworkInterfaceId="
                            + calls.id("eni", INTERFACE))),
            entry(
                    AssumedCode.SECOND_SUBNET_BLOCK,
                    calls -> calls.code("Action=AssociateSubnetCidrBlock&Ipv6CidrBlock=2600:1f18:47b:ca77::/64"
                            + "&SubnetId=" + SUBNET)),
            entry(
                    AssumedCode.SECOND_GATEWAY,
                    calls -> calls.code("Action=AttachInternetGateway&VpcId=" + Region.VPC + "&InternetGatewayId="
                            + calls.id("igw", "Action=CreateInternetGateway"))),
            entry(
                    AssumedCode.FOREIGN_GATEWAY,
                    calls -> calls.code("Action=CreateRoute&DestinationCidrBlock=10.9.0.0/16&RouteTableId="
                            + calls.id("rtb", "Action=CreateRouteTable&VpcId=" + Region.VPC) + "&GatewayId="
                            + calls.id("igw", "Action=CreateInternetGateway"))),
            entry(
                    AssumedCode.NO_SUCH_EXCLUSION,
                    calls -> calls.code("Action=DescribeVpcBlockPublicAccessExclusions"
                            + "&ExclusionId.1=vpcbpa-exclude-0123456789abcdef0")),
            entry(AssumedCode.INSTANT_FLEET_INSTANCES, calls -> {
                calls.id("lt", TEMPLATE);
                String fleet = calls.id("fleet", FLEET + "&Type=instant");
                return calls.code("Action=DescribeFleetInstances&FleetId=" + fleet);
            }),
            entry(AssumedCode.DUPLICATE_POOLS, calls -> {
                calls.id("lt", TEMPLATE);
                return calls.code(FLEET + OVERRIDE + "2.SubnetId=" + SUBNET);
            }),
            entry(AssumedCode.TAGS_WITHOUT_INTERFACE, calls -> {
                calls.without(AssumedRule.TAGS_WITHOUT_INTERFACE_ARE_IGNORED);
                return calls.code(tagsWithoutInterface(calls));
            }));

    /** What is seen of each rule, as it is by default and else. */
    private static final Map<AssumedRule, Sight> RULES = Map.ofEntries(
            entry(
                    AssumedRule.EDGE_PREFIXES_ARE_KEPT_BACK,
                    new Sight("refused", "done", calls -> calls.outcome(prefix(NET + ":/80")))),
            entry(
                    AssumedRule.ASSIGN_TAKES_ADDRESSES_WITH_PREFIXES,
                    new Sight(
                            "done",
                            "refused",
                            calls -> calls.outcome("Action=AssignIpv6Addresses&Ipv6AddressCount=1&Ipv6PrefixCount=1"
                                    + "&NetworkInterfaceId=" + calls.id("eni", INTERFACE)))),
            entry(
                    AssumedRule.PREFIX_RESERVATIONS_CAN_BE_NAMED,
                    new Sight("done", "refused", calls -> calls.outcome(fromReservation(calls)))),
            entry(AssumedRule.TOKENS_BIND_TAGS_AND_USER_DATA, new Sight("refused", "done", calls -> {
                calls.id("i", RUN + "&ClientToken=t&UserData=YQ==" + TAGS.formatted("instance", "a"));
                return calls.outcome(RUN + "&ClientToken=t&UserData=Yg==" + TAGS.formatted("instance", "b"));
            })),
            entry(AssumedRule.TERMINATED_INSTANCES_FORGET_THEIR_SUBNET, new Sight("[]", "[" + SUBNET + "]", calls -> {
                calls.id("i", "Action=TerminateInstances&InstanceId.1=" + calls.id("i", RUN));
                return values(calls.body("Action=DescribeInstances"), "subnetId");
            })),
            entry(AssumedRule.TEMPLATE_LISTS_ARE_REPLACED, new Sight("0", "1", calls -> {
                calls.id("lt", TEMPLATE);
                String answer = calls.body("Action=RunInstances&MinCount=1&MaxCount=1&NetworkInterface.1.DeviceIndex=0"
                        + "&NetworkInterface.1.Description=launch&LaunchTemplate.LaunchTemplateName=edge");
                return "" + (answer.split("<ipv6Prefix>", -1).length - 1);
            })),
            entry(AssumedRule.TEMPLATE_TAGS_ARE_ADDED, new Sight("[launch, template]", "[launch]", calls -> {
                calls.id("lt", TEMPLATE);
                String answer = calls.body("Action=RunInstances&MinCount=1&MaxCount=1"
                        + "&LaunchTemplate.LaunchTemplateName=edge" + TAGS.formatted("instance", "launch"));
                return values(answer.replaceAll("<key>aws:[^<]*</key>", ""), "key");
            })),
            entry(AssumedRule.LATEST_VERSION_IS_LEFT, new Sight("[1]", "[2]", calls -> {
                calls.id("lt", TEMPLATE);
                calls.body(TEMPLATE.replace("CreateLaunchTemplate", "CreateLaunchTemplateVersion"));
                calls.body("Action=DeleteLaunchTemplateVersions&LaunchTemplateName=edge&LaunchTemplateVersion.1=2");
                return values(calls.body("Action=DescribeLaunchTemplates"), "latestVersionNumber");
            })),
            entry(
                    AssumedRule.TAGS_WITHOUT_INTERFACE_ARE_IGNORED,
                    new Sight("done", "refused", calls -> calls.outcome(tagsWithoutInterface(calls)))),
            entry(AssumedRule.FLEET_WEIGHTS_END_AT_999, new Sight("refused", "done", calls -> {
                calls.id("lt", TEMPLATE);
                return calls.outcome(FLEET + OVERRIDE + "1.WeightedCapacity=1000");
            })),
            entry(AssumedRule.PROTOCOL_58_IS_ICMPV6, new Sight("[icmpv6]", "[58]", calls -> {
                String answer = calls.body("Action=AuthorizeSecurityGroupIngress&IpPermissions.1.IpProtocol=58"
                        + "&IpPermissions.1.FromPort=-1&IpPermissions.1.ToPort=-1"
                        + "&IpPermissions.1.Ipv6Ranges.1.CidrIpv6=::/0&GroupId=" + Region.GROUP);
                return values(answer, "ipProtocol");
            })),
            entry(AssumedRule.ED25519_FINGERPRINTS_ARE_PADDED, new Sight("padded", "not padded", calls -> {
                String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
                String material = URLEncoder.encode(
                        Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8);
                String answer = calls.body("Action=ImportKeyPair&KeyName=edge&PublicKeyMaterial=" + material);
                return answer.contains("=</keyFingerprint>") ? "padded" : "not padded";
            })));

    /** What is seen while a rule is assumed, and while it is not. */
    private record Sight(String byDefault, String otherwise, Function<Calls, String> look) {}

    /** Calls to a simulator that starts with the first of them. */
    private static final class Calls {
        private Ec2Assumptions assumptions;
        private final List<Ec2Simulator> started = new ArrayList<>();

        Calls(Ec2Assumptions assumptions) {
            this.assumptions = assumptions;
        }

        void without(AssumedRule rule) {
            assumptions = assumptions.without(rule);
        }

        SimulatedAnswer answer(String form) {
            if (started.isEmpty()) {
                started.add(Ec2Simulator.builder().assumptions(assumptions).start());
            }
            try {
                return started.get(0).handle(form);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String body(String form) {
            SimulatedAnswer answer = answer(form);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return answer.body();
        }

        String id(String kind, String form) {
            Matcher id = Pattern.compile(">(" + kind + "-[0-9a-f-]+)<").matcher(body(form));
            assertThat(id.find()).as(form).isTrue();
            return id.group(1);
        }

        String outcome(String form) {
            return answer(form).status() == 200 ? "done" : "refused";
        }

        String code(String form) {
            SimulatedAnswer answer = answer(form);
            assertThat(answer.status()).as(answer.body()).isIn(200, 400);
            return answer.status() == 200 ? "done" : answer.body().replaceAll("(?s).*<Code>([^<]*)<.*", "$1");
        }
    }

    private static String prefix(String prefix) {
        return INTERFACE + "&Ipv6Prefix.1.Ipv6Prefix=" + prefix;
    }

    private static String of(String type, String more) {
        return RUN.replace("r5d.large", type) + "&" + more;
    }

    private static String fromReservation(Calls calls) {
        calls.body(
                "Action=CreateSubnetCidrReservation&ReservationType=prefix&Cidr=" + NET + "40::/78&SubnetId=" + SUBNET);
        return prefix(NET + "41::/80");
    }

    private static String tagsWithoutInterface(Calls calls) {
        return RUN + "&NetworkInterface.1.NetworkInterfaceId=" + calls.id("eni", INTERFACE)
                + TAGS.formatted("network-interface", "a");
    }

    private static String values(String xml, String name) {
        return Pattern.compile("<" + name + ">([^<]*)<")
                .matcher(xml)
                .results()
                .map(each -> each.group(1))
                .distinct()
                .sorted()
                .toList()
                .toString();
    }

    private static <T> T seen(Ec2Assumptions assumptions, Function<Calls, T> look) {
        Calls calls = new Calls(assumptions);
        try {
            return look.apply(calls);
        } finally {
            calls.started.forEach(Ec2Simulator::close);
        }
    }

    /** Everything that can be seen under these assumptions. */
    private static Map<String, String> all(Ec2Assumptions assumptions) {
        Map<String, String> all = new TreeMap<>();
        REFUSALS.forEach((code, look) -> all.put(code.name(), seen(assumptions, look)));
        RULES.forEach((rule, sight) -> all.put(rule.name(), seen(assumptions, sight.look)));
        return all;
    }

    private static Map<String, String> byDefault() {
        Map<String, String> all = new TreeMap<>();
        for (AssumedCode code : AssumedCode.values()) {
            all.put(code.name(), code.byDefault());
        }
        RULES.forEach((rule, sight) -> all.put(rule.name(), sight.byDefault));
        return all;
    }

    @Test
    @DisplayName("by default everything is as the defaults say")
    void defaults() {
        assertThat(REFUSALS.keySet()).isEqualTo(EnumSet.allOf(AssumedCode.class));
        assertThat(RULES.keySet()).isEqualTo(EnumSet.allOf(AssumedRule.class));
        assertThat(all(Ec2Assumptions.defaults())).isEqualTo(byDefault());
    }

    @Test
    @DisplayName("a code changes the refusal that it is of, and nothing else")
    void codes() {
        for (AssumedCode code : AssumedCode.values()) {
            Map<String, String> expected = new TreeMap<>(byDefault());
            expected.put(code.name(), "Seen.OnEc2");
            assertThat(all(Ec2Assumptions.defaults().with(code, "Seen.OnEc2")))
                    .as(code.name())
                    .isEqualTo(expected);
            assertThat(code.alternatives()).as(code.name()).isNotEmpty().doesNotContain(code.byDefault());
        }
    }

    @Test
    @DisplayName("without a rule something else is done where it is about, and nothing else changes")
    void rules() {
        for (AssumedRule rule : AssumedRule.values()) {
            Map<String, String> expected = new TreeMap<>(byDefault());
            expected.put(rule.name(), RULES.get(rule).otherwise);
            if (rule == AssumedRule.EDGE_PREFIXES_ARE_KEPT_BACK) { // there is nothing to refuse then
                expected.put(AssumedCode.PREFIX_RESERVED.name(), "done");
            }
            assertThat(all(Ec2Assumptions.defaults().without(rule)))
                    .as(rule.name())
                    .isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("a fleet that could not launch tries again after a minute, or after what was said")
    void fleetRetry() throws IOException {
        for (Duration pause : List.of(Duration.ofMinutes(1), Duration.ofSeconds(7))) {
            VirtualClock clock = new VirtualClock();
            try (Ec2Simulator ec2 = Ec2Simulator.builder()
                    .clock(clock)
                    .assumptions(Ec2Assumptions.defaults().fleetRetry(pause))
                    .start()) {
                ec2.handle(TEMPLATE);
                ec2.capacity("r5d.large", "us-east-1a", 0);
                ec2.handle(FLEET);
                ec2.capacity("r5d.large", "us-east-1a", 1);
                clock.advance(pause.minusSeconds(1));
                assertThat(ec2.instances()).isEmpty();
                clock.advance(Duration.ofSeconds(1));
                assertThat(ec2.instances()).hasSize(1);
            }
        }
        assertThatThrownBy(() -> Ec2Assumptions.defaults().fleetRetry(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give more than zero");
    }

    @Test
    @DisplayName("what is no code is refused")
    void noCode() {
        assertThatThrownBy(() -> Ec2Assumptions.defaults().with(AssumedCode.PREFIX_IN_USE, "in use"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"in use\" is no error code; give one such as InvalidIPAddress.InUse");
    }

    @Test
    @DisplayName("docs/ec2-sim.md has a row for each, with its codes, and none twice")
    void listed() throws IOException {
        List<String> rows = new ArrayList<>();
        Matcher row = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\|(?: `([A-Za-z.]+)` \\| ([^|]+) \\|)?")
                .matcher(Files.readString(Path.of("..", "docs", "ec2-sim.md")));
        while (row.find()) {
            rows.add(row.group(2) == null ? row.group(1) : row.group(1) + " " + row.group(2) + " " + row.group(3));
        }
        List<String> wanted = new ArrayList<>();
        for (AssumedCode code : AssumedCode.values()) {
            wanted.add(code + " " + code.byDefault() + " `" + String.join("`, `", code.alternatives()) + "`");
        }
        for (AssumedRule rule : AssumedRule.values()) {
            wanted.add(rule.name());
        }
        assertThat(rows).isEqualTo(wanted);
    }
}
