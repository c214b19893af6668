package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Hosts whose block EC2 chooses: what a plan says of them afterwards, and that there is none before. */
class ChosenByEc2Test {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final Ipv6Block BLOCK = Ipv6Block.parse("2001:db8:0:0:1768::/80");
    private static final BlockSource SOURCE = BlockSource.chosenByEc2();

    @Test
    @DisplayName("the host is at the first address of its own block, and its containers in the second /112")
    void host_isInItsBlock() {
        HostPlan host = HostPlan.chosenByEc2("a", SUBNET, BLOCK).build();

        assertThat(host.address()).hasToString("2001:db8::1768:0:0:1");
        assertThat(host.containerNetwork()).hasToString("2001:db8::1768:0:1:0/112");
        assertThat(host.blockSource()).isEqualTo(SOURCE).isNotEqualTo(BlockSource.plannedPrefix());
    }

    @Test
    @DisplayName("a plan of such hosts is written and read back, and is none that overlaps itself")
    void plan_isReadBack() {
        FleetPlan plan = FleetPlan.of(
                "edge",
                List.of(
                        HostPlan.chosenByEc2("a", SUBNET, BLOCK).build(),
                        HostPlan.chosenByEc2("b", SUBNET, Ipv6Block.parse("2001:db8:0:0:1769::/80"))
                                .build()));

        assertThat(FleetPlan.fromJson(plan.toJson())).isEqualTo(plan);
        assertThat(plan.toJson()).contains("\"blockSource\":\"chosen-by-ec2\"");
        assertThatThrownBy(() -> FleetPlan.of(
                        "edge",
                        List.of(
                                HostPlan.chosenByEc2("a", SUBNET, BLOCK).build(),
                                HostPlan.chosenByEc2("b", SUBNET, BLOCK).build())))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("host b");
    }

    @Test
    @DisplayName("another address than the first of the block, or a network that holds it, is refused")
    void otherAddresses_areRefused() {
        assertThatThrownBy(() -> HostPlan.builder("a", SUBNET, Ipv6Address.parse("2001:db8::1768:0:0:2"), BLOCK)
                        .blockSource(SOURCE)
                        .build())
                .hasMessageContaining("must be 2001:db8::1768:0:0:1");
        assertThatThrownBy(() -> HostPlan.chosenByEc2("a", SUBNET, BLOCK)
                        .containerNetwork(Ipv6Block.parse("2001:db8:0:0:1768::/112"))
                        .build())
                .hasMessageContaining("is in its container network");
    }

    @Test
    @DisplayName("in the first block of a subnet the host would be at the router's address: refused")
    void firstBlock_isRefused() {
        assertThatThrownBy(() -> HostPlan.chosenByEc2("a", SUBNET, Ipv6Block.parse("2001:db8::/80"))
                        .build())
                .hasMessageContaining("which EC2 reserves");
    }

    @Test
    @DisplayName("before it is launched there is nothing to plan, and that is what is said")
    void planning_isRefused() {
        FleetSpec spec = spec(InterfaceLimits.of("t3.small", 4, true));
        assertThatThrownBy(() -> AddressPlanner.plan(
                        spec, SubnetSnapshot.builder("subnet-1", SUBNET).build()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("chosen by EC2 when it is launched");
    }

    @Test
    @DisplayName("one prefix is all that counts against the quota: a type with two addresses has room, Xen has not")
    void quota_isOne() {
        assertThat(SOURCE.quotaOfHost()).isEqualTo(1);
        assertThat(BlockSource.plannedPrefix().quotaOfHost()).isEqualTo(2);
        spec(InterfaceLimits.of("one", 1, true)).checkInstanceType();
        assertThatThrownBy(() -> spec(InterfaceLimits.of("t2.micro", 2, false)).checkInstanceType())
                .hasMessageContaining("not built on Nitro");
        assertThatThrownBy(() -> spec(InterfaceLimits.of("m3.large", 0, true)).checkInstanceType())
                .hasMessageContaining("has no IPv6");
    }

    private static FleetSpec spec(InterfaceLimits limits) {
        return FleetSpec.builder("edge", limits).blockSource(SOURCE).hosts(2).build();
    }
}
