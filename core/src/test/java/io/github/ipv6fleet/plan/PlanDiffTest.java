package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.HostDiff.Change;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanDiffTest {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final FleetPlan PLAN = plan(3);

    private static SubnetSnapshot.Builder subnet() {
        return SubnetSnapshot.builder("subnet-1", SUBNET);
    }

    private static FleetPlan plan(int hosts) {
        FleetSpec spec = FleetSpec.builder("edge", InterfaceLimits.of("t3.small", 4, true))
                .hosts(hosts)
                .build();
        return AddressPlanner.plan(spec, subnet().build());
    }

    private static ObservedHost observed(String name, String address, String block) {
        return ObservedHost.builder("edge", name)
                .address(Ipv6Address.parse(address))
                .containerBlock(Ipv6Block.parse(block))
                .build();
    }

    @Test
    @DisplayName("against what a subnet shows: kept, to launch, drifted and to remove, host by host")
    void diff_withASubnet() {
        SubnetSnapshot now = subnet().host(observed("edge-1", "2001:db8::4", "2001:db8:0:0:1::/80"))
                .host(ObservedHost.builder("edge", "edge-2")
                        .address(Ipv6Address.parse("2001:db8::9"))
                        .build())
                .host(observed("edge-7", "2001:db8::7", "2001:db8:0:0:7::/80"))
                .host(ObservedHost.builder("other", "edge-3").build())
                .build();
        PlanDiff diff = PLAN.diff(now);

        assertThat(diff).hasToString("""
                        fleet edge: 1 launch, 1 keep, 1 drifted, 1 remove
                        ~ edge-2: address is 2001:db8::9, planned is 2001:db8::5; container block is missing, planned is 2001:db8:0:0:2::/80
                        + edge-3: 2001:db8::6, containers 2001:db8:0:0:3::/80
                        - edge-7: 2001:db8::7, containers 2001:db8:0:0:7::/80""");
        assertThat(diff.changesNothing()).isFalse();
        assertThat(diff.hosts(Change.KEEP)).extracting(HostDiff::name).containsExactly("edge-1");
        assertThat(diff.hosts())
                .extracting(HostDiff::change)
                .containsExactly(Change.KEEP, Change.DRIFTED, Change.LAUNCH, Change.REMOVE);
    }

    @Test
    @DisplayName("a subnet that names no host tells by what is in use")
    void diff_withAddressesOnly() {
        SubnetSnapshot now = subnet().inUse(Ipv6Address.parse("2001:db8::4"))
                .inUse(Ipv6Block.parse("2001:db8:0:0:1::/80"))
                .inUse(Ipv6Address.parse("2001:db8::2:0:0:8"))
                .build();
        assertThat(PLAN.diff(now)).hasToString("""
                        fleet edge: 1 launch, 1 keep, 1 drifted, 0 remove
                        ~ edge-2: address 2001:db8::5 is not there; container block 2001:db8:0:0:2::/80 is in use in part
                        + edge-3: 2001:db8::6, containers 2001:db8:0:0:3::/80""");
        assertThat(PLAN.diff(subnet().build()).hosts(Change.LAUNCH)).hasSize(3);
        SubnetSnapshot other = SubnetSnapshot.builder("subnet-2", SUBNET).build();
        assertThatThrownBy(() -> PLAN.diff(other))
                .hasMessage(
                        "host edge-1 is planned for subnet-1, of which there is no snapshot; give one of each subnet"
                                + " of the plan");
    }

    @Test
    @DisplayName("where hosts are named, addresses that an unnamed one holds are somebody else's")
    void diff_withAddressesOfOthers() {
        SubnetSnapshot now = subnet().host(observed("edge-1", "2001:db8::4", "2001:db8:0:0:1::/80"))
                .inUse(Ipv6Address.parse("2001:db8::5"))
                .inUse(Ipv6Block.parse("2001:db8:0:0:2::/80"))
                .build();
        assertThat(PLAN.diff(now).hosts(Change.DRIFTED))
                .extracting(HostDiff::details)
                .containsExactly(List.of(
                        "address 2001:db8::5 is in use",
                        "container block 2001:db8:0:0:2::/80 is in use",
                        "by somebody else"));
    }

    @Test
    @DisplayName("plan against plan")
    void diff_withAPlan() {
        HostPlan third = PLAN.hosts().get(2);
        HostPlan moved = HostPlan.builder(
                        "edge-2", SUBNET, Ipv6Address.parse("2001:db8::99"), Ipv6Block.parse("2001:db8:0:0:9::/80"))
                .subnetId("subnet-2")
                .container("web", Ipv6Address.parse("2001:db8::9:0:1:5"))
                .build();
        FleetPlan before = FleetPlan.of(
                "edge", List.of(PLAN.hosts().get(0), moved, plan(4).hosts().get(3)));

        assertThat(PLAN.diff(before)).hasToString("""
                        fleet edge: 1 launch, 1 keep, 1 drifted, 1 remove
                        ~ edge-2: subnet is subnet-2, planned is subnet-1; address is 2001:db8::99, planned is 2001:db8::5; container block is 2001:db8:0:0:9::/80, planned is 2001:db8:0:0:2::/80; container network is 2001:db8::9:0:1:0/112, planned is 2001:db8::2:0:1:0/112; containers is {web=2001:db8::9:0:1:5}, planned is {}
                        + edge-3: %s, containers %s
                        - edge-4: 2001:db8::7, containers 2001:db8:0:0:4::/80""".formatted(third.address(), third.containerBlock()));
        assertThat(PLAN.diff(PLAN).changesNothing()).isTrue();
        assertThat(PLAN.diff(PLAN)).hasToString("fleet edge: 0 launch, 3 keep, 0 drifted, 0 remove");
    }

    @Test
    @DisplayName("a plan for two subnets is compared with both")
    void diff_withTwoSubnets() {
        SubnetSnapshot.Builder second = SubnetSnapshot.builder("subnet-2", "2001:db8:0:1::/64");
        FleetSpec spec = FleetSpec.builder("edge", InterfaceLimits.of("t3.small", 4, true))
                .hosts(2)
                .build();
        FleetPlan plan = AddressPlanner.plan(spec, List.of(subnet().build(), second.build()));
        List<SubnetSnapshot> now = List.of(
                subnet().host(observed("edge-1", "2001:db8::4", "2001:db8:0:0:1::/80"))
                        .build(),
                second.build());

        assertThat(plan.diff(now)).hasToString("""
                        fleet edge: 1 launch, 1 keep, 0 drifted, 0 remove
                        + edge-2: 2001:db8:0:1::4, containers 2001:db8:0:1:1::/80""");
        assertThatThrownBy(() -> plan.diff(now.get(0))).hasMessageContaining("host edge-2 is planned for subnet-2");
    }

    @Test
    @DisplayName("diffs are values; containers may be named in any order; another fleet is another fleet")
    void diff_isAValue() {
        HostPlan.Builder host =
                HostPlan.builder("a", SUBNET, Ipv6Address.parse("2001:db8::4"), Ipv6Block.parse("2001:db8:0:0:1::/80"));
        Ipv6Address two = Ipv6Address.parse("2001:db8::1:0:1:2");
        Ipv6Address three = Ipv6Address.parse("2001:db8::1:0:1:3");
        FleetPlan plan = FleetPlan.of(
                "edge",
                List.of(host.container("web", two).container("db", three).build()));
        FleetPlan turned = FleetPlan.of(
                "edge",
                List.of(HostPlan.builder(
                                "a", SUBNET, Ipv6Address.parse("2001:db8::4"), Ipv6Block.parse("2001:db8:0:0:1::/80"))
                        .container("db", three)
                        .container("web", two)
                        .build()));

        assertThat(plan.diff(turned).changesNothing()).isTrue();
        assertThat(plan.diff(turned)).isEqualTo(turned.diff(plan)).hasSameHashCodeAs(turned.diff(plan));
        assertThat(PLAN.diff(plan(2))).isNotEqualTo(PLAN.diff(PLAN));
        assertThatThrownBy(() -> plan.diff(FleetPlan.of("other", plan.hosts())))
                .hasMessage("the plan before is of fleet other, this is of fleet edge; compare plans of one fleet");
    }
}
