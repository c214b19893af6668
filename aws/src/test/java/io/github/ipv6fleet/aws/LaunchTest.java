package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.UserDataPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

class LaunchTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    @DisplayName("the procedure of 2018: one write per host, its addresses, no public IPv4")
    void launch_ofTheProcedure() {
        LaunchedFleet fleet = ec2.procedure().launch();

        assertThat(fleet.hosts())
                .extracting(h -> h.name() + " " + h.address() + " " + h.containerBlock() + " " + h.state())
                .containsExactly(
                        "instance-1 " + P + ":1:1 " + P + ":8/126 running",
                        "instance-2 " + P + ":2:2 " + P + ":c/126 running");
        assertThat(ec2.writes()).containsExactly("RunInstances", "RunInstances");
        assertThat(fleet.report().writes()).isEqualTo(2);
        assertThat(fleet.hosts()).allSatisfy(h -> assertThat(h.publicIpv4()).isEmpty());
        InstanceNetworkInterface held = ec2.runningInstances().stream()
                .filter(i -> i.instanceId().equals(fleet.hosts().get(0).instanceId()))
                .findFirst()
                .orElseThrow()
                .networkInterfaces()
                .get(0);
        assertThat(held.ipv6Addresses())
                .extracting(a -> a.ipv6Address())
                .containsExactlyInAnyOrder(P + ":1:1", P + ":8", P + ":9", P + ":a", P + ":b");
    }

    @Test
    @DisplayName("the five-line default: two writes per host, a /80 each")
    void launch_ofPlannedPrefixes() {
        LaunchedFleet fleet = ec2.edge().hosts(2).launch();

        assertThat(fleet.hosts())
                .extracting(LaunchedHost::name, h -> h.address() + " " + h.containerBlock())
                .containsExactly(tuple("edge-1", P + ":4 " + P + "1::/80"), tuple("edge-2", P + ":5 " + P + "2::/80"));
        assertThat(ec2.writes())
                .containsExactlyInAnyOrder(
                        "RunInstances", "AssignIpv6Addresses", "RunInstances", "AssignIpv6Addresses");
        assertThat(ec2.runningInstances())
                .extracting(
                        i -> i.networkInterfaces().get(0).ipv6Prefixes().get(0).ipv6Prefix())
                .containsExactlyInAnyOrder(P + "1::/80", P + "2::/80");
    }

    @Test
    @DisplayName("closed by default: IMDSv2, hop limit 1, no public IPv4, deleted with the instance – all said")
    void launch_saysWhatIsSafe() {
        ec2.edge().hosts(1).keyPair(importedKey()).tag("team", "net").launch();

        Map<String, String> sent = ec2.last("RunInstances").parameters();
        assertThat(sent)
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1")
                .containsEntry("MetadataOptions.HttpEndpoint", "enabled")
                .containsEntry("MetadataOptions.HttpProtocolIpv6", "disabled")
                .containsEntry("MetadataOptions.InstanceMetadataTags", "disabled")
                .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false")
                .containsEntry("NetworkInterface.1.DeleteOnTermination", "true")
                .containsEntry("KeyName", "me")
                .containsEntry("InstanceType", "t3.small");
        Instance instance = ec2.runningInstances().get(0);
        assertThat(instance.tags())
                .extracting(Tag::key)
                .contains(
                        "Name",
                        "team",
                        "ipv6-fleet:fleet",
                        "ipv6-fleet:index",
                        "ipv6-fleet:generation",
                        "ipv6-fleet:run");
        assertThat(instance.clientToken()).matches("[0-9a-f]{64}");
    }

    @Test
    @DisplayName("a host without IPv4 reads its metadata, its user data among them, over IPv6")
    void launch_withoutIpv4() {
        ec2.edge().hosts(1).profile(HostProfile.builder().ipv4(false).build()).launch();

        assertThat(ec2.last("RunInstances").parameters())
                .containsEntry("MetadataOptions.HttpProtocolIpv6", "enabled")
                .containsEntry("MetadataOptions.HttpTokens", "required")
                .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1");
    }

    @Test
    @DisplayName("the user data is what render() writes, and names the host's address and block")
    void launch_sendsWhatIsRendered() {
        ec2.edge().hosts(1).launch();

        assertThat(sentUserData()).startsWith("#cloud-config\n").contains(P + ":4/128", P + "1:0:1:0/112");
    }

    @Test
    @DisplayName("the caller's parts of the user data come first, the library's own last")
    void launch_sendsTheCallersParts() {
        ec2.edge()
                .hosts(1)
                .userData(UserDataPart.cloudConfig("users.cfg", "#cloud-config\ntimezone: Europe/Vienna\n"))
                .userData(UserDataPart.shellScript("hello", "#!/bin/sh\necho hello\n"))
                .launch();

        assertThat(sentUserData())
                .startsWith("Content-Type: multipart/mixed")
                .containsSubsequence("timezone: Europe/Vienna", "echo hello", "# Written by ipv6-fleet.", P + ":4/128");
    }

    @Test
    @DisplayName("parts that are too large together are refused by name before anything is launched")
    void launch_refusesPartsThatAreTooLarge() {
        Random random = new Random(1);
        String noise = random.ints(20_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Ipv6Fleet.Builder edge =
                ec2.edge().hosts(1).userData(UserDataPart.shellScript("noise.sh", "#!/bin/sh\n: " + noise + "\n"));

        assertThatThrownBy(edge::launch)
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("EC2 takes at most 16384; its parts are part noise.sh 20013,");
        assertThat(ec2.writes()).isEmpty();
    }

    private String sentUserData() {
        return SentUserData.text(ec2.last("RunInstances").parameters().get("UserData"));
    }

    @Test
    @DisplayName("the default image is the newest Ubuntu 24.04 of the type's architecture")
    void launch_choosesTheNewestImage() {
        Map<String, String> creation = new HashMap<>();
        ec2.client().describeImages(r -> r.owners("099720109477")).images().stream()
                .filter(i -> i.name().contains("noble-24.04-"))
                .forEach(i -> creation.put(i.imageId(), i.architectureAsString() + " " + i.creationDate()));
        for (String type : List.of("t3.small", "t4g.small")) {
            String name = type.replace('.', '-');
            ec2.edge().name(name).hosts(1).instanceType(type).launch();
            String chosen = ec2.last("RunInstances").parameters().get("ImageId");
            String architecture = type.equals("t3.small") ? "x86_64 " : "arm64 ";
            assertThat(creation.get(chosen))
                    .as(type)
                    .isEqualTo(creation.values().stream()
                            .filter(c -> c.startsWith(architecture))
                            .max(String::compareTo)
                            .orElseThrow());
        }
    }

    @Test
    @DisplayName("a second launch(), by other objects, launches nothing and returns the same hosts")
    void launch_again_adopts() {
        List<String> first = ids(ec2.edge().hosts(3).launch());
        ec2.simulator().clearRequests();

        try (Ec2Client other = TestEc2.client(ec2.simulator().endpoint())) {
            LaunchedFleet again = ec2.edge().client(other).hosts(3).launch();

            assertThat(ids(again)).isEqualTo(first);
            assertThat(again.report().launched()).isZero();
            assertThat(again.report().adopted()).isEqualTo(3);
        }
        assertThat(ec2.writes()).isEmpty();
    }

    @Test
    @DisplayName("more hosts are added; those that run keep their instances and addresses")
    void launch_ofMoreHosts_adds() {
        LaunchedFleet two = ec2.edge().hosts(2).launch();
        LaunchedFleet three = ec2.edge().hosts(3).launch();

        assertThat(three.hosts().subList(0, 2))
                .extracting(LaunchedHost::toString)
                .isEqualTo(two.hosts().stream().map(LaunchedHost::toString).toList());
        assertThat(three.hosts().get(2).containerBlock()).hasToString(P + "3::/80");
        assertThat(three.report().launched()).isEqualTo(1);
    }

    @Test
    @DisplayName("a host that somebody terminated is launched again, in the next generation")
    void launch_afterAHostIsGone_fillsItsPlace() {
        LaunchedFleet before = ec2.edge().hosts(2).launch();
        String token = instance(before.hosts().get(0)).clientToken();
        ec2.client().terminateInstances(r -> r.instanceIds(before.hosts().get(0).instanceId()));
        LaunchedFleet after = ec2.edge().hosts(2).launch();

        assertThat(after.hosts().get(0).instanceId())
                .isNotEqualTo(before.hosts().get(0).instanceId());
        assertThat(after.hosts().get(1).instanceId())
                .isEqualTo(before.hosts().get(1).instanceId());
        assertThat(after.hosts().get(0).containerBlock())
                .isEqualTo(before.hosts().get(0).containerBlock());
        Instance next = instance(after.hosts().get(0));
        assertThat(next.tags())
                .contains(Tag.builder().key("ipv6-fleet:generation").value("1").build());
        assertThat(next.clientToken()).matches("[0-9a-f]{64}").isNotEqualTo(token);
        assertThat(instance(after.hosts().get(1)).tags())
                .contains(Tag.builder().key("ipv6-fleet:generation").value("0").build());
    }

    @Test
    @DisplayName("somebody else's plan is launched as it is, and checked against EC2 first")
    void of_launchesAGivenPlan() {
        FleetPlan plan = ec2.edge().hosts(2).plan();
        HostPlan first = plan.hosts().get(0);
        HostPlan other = HostPlan.builder("special", first.subnet(), first.address(), first.containerBlock())
                .subnetId(first.subnetId())
                .containerNetwork(first.containerBlock().part(112, 7))
                .build();
        FleetPlan theirs = FleetPlan.of("theirs", List.of(other, plan.hosts().get(1)));

        LaunchedFleet fleet = Ipv6Fleet.of(theirs)
                .securityGroup(ec2.groupId())
                .client(ec2.client())
                .launch();

        assertThat(fleet.hosts()).extracting(LaunchedHost::name).containsExactly("special", "edge-2");
        assertThat(fleet.hosts().get(0).plan()).isSameAs(other);
        assertThat(fleet.hosts().get(0).containerBlock()).isEqualTo(first.containerBlock());
    }

    @Test
    @DisplayName("terminate() leaves nothing, can be called again, and the fleet can be launched again")
    void terminate_leavesNothing() {
        int before = ec2.interfaces();
        LaunchedFleet fleet = ec2.procedure().launch();

        TerminationReport report = fleet.terminate();

        assertThat(report.terminated()).containsExactlyInAnyOrderElementsOf(ids(fleet));
        assertThat(report.leftOver()).isEmpty();
        assertThat(ec2.runningInstances()).isEmpty();
        assertThat(ec2.interfaces()).isEqualTo(before);
        assertThat(fleet.terminate().terminated()).isEmpty();
        assertThat(ids(ec2.procedure().launch())).doesNotContainAnyElementsOf(ids(fleet));
    }

    @Test
    @DisplayName("a fleet is found by its name alone, as it was launched")
    void find_byName() {
        LaunchedFleet fleet = ec2.procedure().launch();

        LaunchedFleet found =
                Ipv6Fleet.named("procedure").client(ec2.client()).find().orElseThrow();

        assertThat(found.toString()).isEqualTo(fleet.toString());
        assertThat(found.hosts().get(0).plan().subnet())
                .isEqualTo(fleet.hosts().get(0).plan().subnet());
        assertThat(Ipv6Fleet.named("other").client(ec2.client()).find()).isEmpty();
        assertThat(found.terminate().leftOver()).isEmpty();
    }

    @Test
    @DisplayName("the caller's client is not closed")
    void launch_leavesTheCallersClientOpen() {
        ec2.edge().hosts(1).launch().terminate();
        assertThat(ec2.client().describeSubnets().subnets()).isNotEmpty();
    }

    private Instance instance(LaunchedHost host) {
        return ec2.runningInstances().stream()
                .filter(i -> i.instanceId().equals(host.instanceId()))
                .findFirst()
                .orElseThrow();
    }

    private String importedKey() {
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPqZ0mYd0v5yq8m3kq4n2Zc0m1Zq3c0b1Q5yqkXl3Zb me";
        ec2.client().importKeyPair(r -> r.keyName("me").publicKeyMaterial(SdkBytes.fromUtf8String(key)));
        return "me";
    }

    private static List<String> ids(LaunchedFleet fleet) {
        return fleet.hosts().stream().map(LaunchedHost::instanceId).toList();
    }
}
