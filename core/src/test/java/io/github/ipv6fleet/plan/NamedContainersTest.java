package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a block holds: the network, the bridge, and containers with an address for good. */
class NamedContainersTest {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("r5d.large", 10, true);

    private static HostPlan planned(BlockSource source, HostSpec.Builder host) {
        FleetSpec spec = FleetSpec.builder("edge", LIMITS)
                .blockSource(source)
                .host(host.build())
                .build();
        return AddressPlanner.plan(
                        spec, SubnetSnapshot.builder("subnet-1", SUBNET).build())
                .hosts()
                .get(0);
    }

    @Test
    @DisplayName("named containers get the lowest address behind the bridge that no pin takes, in their order")
    void containers_lowestFirst() {
        HostPlan host = planned(
                BlockSource.plannedPrefix(),
                HostSpec.builder("a")
                        .container("web")
                        .container("db", "2001:db8::1:0:1:3")
                        .container("cache")
                        .container("log", "2001:db8:0:0:1:0:1:ffff"));

        assertThat(host.namedContainers())
                .hasToString("{web=2001:db8::1:0:1:2, db=2001:db8::1:0:1:3, cache=2001:db8::1:0:1:4,"
                        + " log=2001:db8::1:0:1:ffff}");
        assertThat(host.containerNetwork()).hasToString("2001:db8::1:0:1:0/112");
        assertThat(host.bridgeAddress()).hasToString("2001:db8::1:0:1:1");
        assertThat(host.capacity()).isEqualTo(65_534);
        assertThatThrownBy(() -> host.namedContainers().put("x", host.address()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    @DisplayName("the network is as large as asked: the second part of that size in a /80, never the whole of it")
    void containerNetwork_ofAnySize() {
        HostPlan large = planned(BlockSource.plannedPrefix().containerNetwork(81), HostSpec.builder("a"));
        HostPlan small = planned(BlockSource.plannedPrefix().containerNetwork(126), HostSpec.builder("a"));

        assertThat(large.containerNetwork()).hasToString("2001:db8::1:8000:0:0/81");
        assertThat(large.capacity()).isEqualTo((1L << 47) - 2);
        assertThat(small.containerNetwork()).hasToString("2001:db8::1:0:0:4/126");
        assertThat(small.capacity()).isEqualTo(2);
        assertThat(BlockSource.plannedPrefix().containerNetwork(112)).isEqualTo(BlockSource.plannedPrefix());
        assertThatThrownBy(() -> BlockSource.plannedPrefix().containerNetwork(80))
                .hasMessage("container network of /80: must be /81 to /126, the second such part of a /80");
        assertThatThrownBy(() -> BlockSource.plannedPrefix().containerNetwork(127))
                .hasMessageContaining("/81 to /126");
        assertThatThrownBy(() -> BlockSource.addressRun(125).containerNetwork(126))
                .hasMessageContaining("the network of an address run is the whole run");
    }

    @Test
    @DisplayName("a /126 holds two containers; the third, and pins that cannot be, are named with what is free")
    void containers_thatDoNotFit() {
        HostSpec.Builder three =
                HostSpec.builder("a").container("x").container("y").container("z");
        assertThatThrownBy(() -> planned(BlockSource.addressRun(126), three))
                .hasMessage("host a: 3 named containers: its container network 2001:db8::8/126 has addresses for 2;"
                        + " name fewer, or choose a larger block");
        HostSpec.Builder wrong = HostSpec.builder("a")
                .containers("2001:db8::8/125")
                .container("net", "2001:db8::8")
                .container("bridge", "2001:db8::9")
                .container("far", "2001:db8::10")
                .container("one", "2001:db8::a")
                .container("two", "2001:db8::a");
        assertThatThrownBy(() -> planned(BlockSource.addressRun(125), wrong))
                .hasMessage("host a: container net: 2001:db8::8: is the address of the container network itself; take"
                        + " one from 2001:db8::a to 2001:db8::f\n"
                        + "host a: container bridge: 2001:db8::9: is the bridge's; take one from 2001:db8::a to"
                        + " 2001:db8::f\n"
                        + "host a: container far: 2001:db8::10: is outside its host's container network"
                        + " 2001:db8::8/125; take one from 2001:db8::a to 2001:db8::f\n"
                        + "host a: container two: 2001:db8::a: is already that of container one; take one from"
                        + " 2001:db8::a to 2001:db8::f");
        assertThat(planned(
                                BlockSource.addressRun(126),
                                HostSpec.builder("a").container("x").container("y"))
                        .namedContainers())
                .hasToString("{x=2001:db8::a, y=2001:db8::b}");
    }

    @Test
    @DisplayName("a plan by hand gives containers their addresses as the planner does, and refuses more than there are")
    void planByHand_lowestFirst() {
        HostPlan.Builder plan = HostPlan.builder(
                        "a", SUBNET, Ipv6Address.parse("2001:db8::4"), Ipv6Block.parse("2001:db8::8/125"))
                .container("web")
                .container("db", Ipv6Address.parse("2001:db8::b"))
                .container("cache");
        assertThat(plan.build().namedContainers())
                .hasToString("{web=2001:db8::a, db=2001:db8::b, cache=2001:db8::c}")
                .isEqualTo(planned(
                                BlockSource.addressRun(125),
                                HostSpec.builder("a")
                                        .container("web")
                                        .container("db", "2001:db8::b")
                                        .container("cache"))
                        .namedContainers());
        assertThat(plan.container("log").container("x").container("y").build().namedContainers())
                .hasSize(6);
        assertThatThrownBy(plan.container("z")::build)
                .hasMessage("host a: its container network 2001:db8::8/125 has addresses for 6 named containers, not"
                        + " for 7; name fewer, or choose a larger block");
    }

    @Test
    @DisplayName("names are checked where they are given, also in plans by hand")
    void names_areChecked() {
        assertThatThrownBy(() -> HostSpec.builder("a").container("Web"))
                .hasMessageContaining("container name \"Web\": is not a host name");
        assertThatThrownBy(() -> HostSpec.builder("a").container("web").container("web", "2001:db8::5"))
                .hasMessage("host a: container web is there twice; give each its own name");
        HostPlan.Builder plan = HostPlan.builder(
                        "a", SUBNET, Ipv6Address.parse("2001:db8::4"), Ipv6Block.parse("2001:db8::8/126"))
                .container("web", Ipv6Address.parse("2001:db8::9"));
        assertThatThrownBy(plan::build)
                .hasMessage("host a: container web: 2001:db8::9 is the bridge's; take another one of 2001:db8::8/126");
        assertThatThrownBy(() -> HostPlan.builder(
                                "a", SUBNET, Ipv6Address.parse("2001:db8::4"), Ipv6Block.parse("2001:db8::8/126"))
                        .blockSource(BlockSource.plannedPrefix())
                        .build())
                .hasMessageContaining("container block 2001:db8::8/126 is no delegated /80; give a /80, or another");
    }
}
