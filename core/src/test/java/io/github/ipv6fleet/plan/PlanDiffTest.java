package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(diff.isEmpty()).isFalse();
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
        assertThat(PLAN.diff(SubnetSnapshot.builder("subnet-2", SUBNET).build()).hosts())
                .isEmpty();
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
        assertThat(PLAN.diff(PLAN).isEmpty()).isTrue();
        assertThat(PLAN.diff(PLAN)).hasToString("fleet edge: 0 launch, 3 keep, 0 drifted, 0 remove");
    }
}
