package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input: said with what was given, what is wrong and what to do, and before the first write. */
class RefusalTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    /** A change to a fleet that would do, and what it is answered. */
    private static Arguments refused(String expected, Function<Ipv6Fleet.Builder, Ipv6Fleet.Builder> change) {
        return Arguments.of(expected, change);
    }

    static Stream<Arguments> wrongInput() {
        return Stream.of(
                refused(
                        "instance type t3.micro: allows 2 IPv6 addresses per interface, but a host needs 5",
                        f -> f.instanceType("t3.micro")),
                refused("choose a type that allows 5: t3.medium, t3.large, t3.xlarge", f -> f.instanceType("t3.micro")),
                refused(
                        "host a: 2600:1f18:47b:ca03::/126: EC2 reserves the first four addresses",
                        f -> f.host("a", h -> h.containers(P + ":/126"))),
                refused(
                        "\"2600:1f18:47b:ca03::9/126\": host bits are set; did you mean 2600:1f18:47b:ca03::8/126?",
                        f -> f.host("a", h -> h.containers(P + ":9/126"))),
                refused(
                        "reserve(2600:1f18:47b:ca00::/56): does not lie in subnet subnet-09a931730fa9e0000, which is"
                                + " 2600:1f18:47b:ca03::/64; give a block of the subnet",
                        f -> f.reserve("2600:1f18:47b:ca00::/56")),
                refused(
                        "within(2600:1f18:47b:ca03:10::/77): does not lie in what is reserved for the fleet,"
                                + " reserve(2600:1f18:47b:ca03:8::/77); give a block of it",
                        f -> f.within(P + "10::/77").reserve(P + "8::/77")),
                refused("window 2001:db8::/77: has nothing in common with subnet-", f -> f.within("2001:db8::/77")),
                refused(
                        "host a: 2600:1f18:47b:ca03::1:1: is in what is excluded",
                        f -> f.exclude(P + ":1:0/112").host("a", h -> h.address(P + ":1:1"))),
                refused(
                        "the image: by default it is Ubuntu 24.04, but hosts are to run Debian 13; name one",
                        f -> f.profile(HostProfile.builder()
                                .operatingSystem(OperatingSystem.DEBIAN_13)
                                .build())),
                refused("\"no address\": not an IPv6 address", f -> f.host("a", h -> h.address("no address"))),
                refused("zz.large", f -> f.instanceType("zz.large")),
                refused("is not an instance type", f -> f.instanceType("large")),
                refused("hosts(0): a fleet has at least one host", f -> f.hosts(0)),
                refused("hosts(-3): a fleet has at least one host", f -> f.hosts(-3)),
                refused("fleet name \"\": is empty", f -> f.name("")),
                refused("\"subnet\": is not the id of a subnet", f -> f.subnet("subnet")),
                refused("InvalidSubnetID.NotFound", f -> f.subnet("subnet-00000000000000000")),
                refused("InvalidGroup.NotFound", f -> f.securityGroup("sg-00000000000000000")),
                refused("InvalidAMIID.NotFound", f -> f.image("ami-00000000000000000")),
                refused("InvalidKeyPair.NotFound", f -> f.keyPair("nobody")),
                refused(
                        "is for x86_64, but m6g.large is arm64",
                        f -> f.image("ami-0ac019f4fcb7cb7e6").instanceType("m6g.large")),
                refused(
                        "instance type m4.large: is not built on Nitro, and may lack the driver ena",
                        f -> f.instanceType("m4.large")),
                refused("tag key \"AWS:x\"", f -> f.tag("AWS:x", "y")),
                refused("its value has 300 characters; EC2 allows 256", f -> f.tag("x", "y".repeat(300))),
                refused("41 tags: EC2 allows 50", f -> {
                    for (int i = 0; i < 41; i++) {
                        f.tag("t" + i, "");
                    }
                    return f;
                }),
                refused("tag key \"aws:x\"", f -> f.tag("aws:x", "y")),
                refused("51 hosts: are more than 50, which has to be meant; say maxHosts(51)", f -> f.hosts(51)),
                refused("root volume of 7 GiB: image ami-", f -> f.rootVolume(7, false)),
                refused("needs 8 GiB; give at least that", f -> f.rootVolume(7, true)),
                refused("runInstances(...): changes MaxCount", f -> f.runInstances(r -> r.maxCount(2))),
                refused("host a: is there twice", f -> f.host("a").host("a")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongInput")
    void wrongInput_isRefusedBeforeAnyWrite(String expected, Function<Ipv6Fleet.Builder, Ipv6Fleet.Builder> change) {
        assertThatThrownBy(() -> change.apply(ec2.edge()
                                .instanceType("r5d.large")
                                .blockSource(BlockSource.addressRun(126))
                                .hosts(2))
                        .launch())
                .isInstanceOfAny(IllegalArgumentException.class, FleetException.class)
                .hasMessageContaining(expected)
                .hasMessageContaining(";");
        assertThat(ec2.writes()).isEmpty();
    }

    @Test
    @DisplayName("a block in use")
    void blockInUse_isRefused() {
        ec2.procedure().launch();
        ec2.simulator().clearRequests();
        assertThatThrownBy(() -> ec2.procedure().name("other").launch())
                .hasMessageContaining("host instance-1: 2600:1f18:47b:ca03::8/126: is in use in subnet-")
                .hasMessageContaining("host instance-2: 2600:1f18:47b:ca03::2:2: is in use");
        assertThat(ec2.writes()).isEmpty();
    }

    @Test
    @DisplayName("a subnet without IPv6")
    void subnetWithoutIpv6_isRefused() {
        String vpc = ec2.client().describeVpcs().vpcs().get(0).vpcId();
        String subnet = ec2.client()
                .createSubnet(r -> r.vpcId(vpc).cidrBlock("172.31.240.0/24"))
                .subnet()
                .subnetId();
        ec2.simulator().clearRequests();
        assertThatThrownBy(() -> ec2.edge().subnet(subnet).hosts(1).launch())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("subnet " + subnet + ": has no IPv6 block; associate one");
        assertThat(ec2.writes()).isEmpty();
    }

    @Test
    @DisplayName("everything that is missing is said at once")
    void build_saysEverythingMissing() {
        assertThatThrownBy(() -> Ipv6Fleet.builder().launch())
                .hasMessageContaining("the fleet: has no name")
                .hasMessageContaining("the fleet: has no subnet")
                .hasMessageContaining("has no hosts");
        assertThatThrownBy(() -> Ipv6Fleet.named("edge")
                        .client(ec2.client())
                        .subnet(ec2.subnetId())
                        .hosts(1)
                        .launch())
                .hasMessageContaining("has no security group");
        assertThatThrownBy(() -> Ipv6Fleet.builder().find()).hasMessageContaining("has no name");
    }

    @Test
    @DisplayName("a fleet that runs and is not what was asked for")
    void differentFleet_isRefusedWithEveryDifference() {
        ec2.edge().hosts(3).launch();
        ec2.simulator().clearRequests();

        assertThatThrownBy(() -> ec2.edge()
                        .host("first", h -> h.containers(P + "7::/80"))
                        .hosts(2)
                        .instanceType("t3.medium")
                        .launch())
                .isInstanceOfSatisfying(
                        FleetDiffers.class,
                        e -> assertThat(e.differences())
                                .hasSize(5)
                                .anyMatch(d -> d.contains("name is edge-1, asked for was first"))
                                .anyMatch(d -> d.contains("instance type is t3.small, asked for was t3.medium"))
                                .anyMatch(d ->
                                        d.contains("container block is " + P + "1::/80, asked for was " + P + "7::/80"))
                                .anyMatch(d -> d.contains("host edge-3") && d.contains("only 2 hosts were asked for")))
                .hasMessageContaining("Nothing was changed");
        assertThat(ec2.writes()).isEmpty();
    }

    @Test
    @DisplayName("a given plan is launched as it is, and what is said beside it may not change it")
    void givenPlan_mayNotBeChanged() {
        FleetPlan plan = ec2.edge().hosts(2).plan();
        assertThatThrownBy(() -> Ipv6Fleet.of(plan)
                        .client(ec2.client())
                        .securityGroup(ec2.groupId())
                        .name("other")
                        .hosts(4)
                        .subnet("subnet-00000000000000000")
                        .launch())
                .hasMessageContaining("name other: the plan is of edge")
                .hasMessageContaining("4 hosts: the plan has 2")
                .hasMessageContaining("subnet subnet-00000000000000000: the plan is for " + ec2.subnetId());
        assertThat(ec2.writes()).isEmpty();
    }
}
