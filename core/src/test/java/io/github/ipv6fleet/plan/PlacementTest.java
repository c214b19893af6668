package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where in a subnet a fleet may lie, and what that costs the subnet. */
class PlacementTest {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("r5d.large", 10, true);

    private static SubnetSnapshot.Builder subnet() {
        return SubnetSnapshot.builder("subnet-1", SUBNET);
    }

    private static FleetSpec.Builder edge() {
        return FleetSpec.builder("edge", LIMITS);
    }

    private static List<String> planned(FleetSpec.Builder spec, SubnetSnapshot.Builder subnet) {
        return AddressPlanner.plan(spec.build(), subnet.build()).hosts().stream()
                .map(host -> host.address() + " " + host.containerBlock())
                .toList();
    }

    @Test
    @DisplayName("a window keeps addresses and blocks in one aggregate, and one /80 of it holds all host addresses")
    void within_aWindow() {
        FleetSpec spec = edge().within("2001:db8:0:0:8::/77").hosts(7).build();
        FleetPlan plan = AddressPlanner.plan(spec, subnet().build());

        assertThat(plan.aggregate()).hasToString("2001:db8:0:0:8::/77");
        assertThat(plan.hosts().get(0)).hasToString("edge-1 2001:db8:0:0:8:: containers 2001:db8:0:0:9::/80");
        assertThat(plan.hosts().get(6)).hasToString("edge-7 2001:db8::8:0:0:6 containers 2001:db8:0:0:f::/80");
        assertThatThrownBy(() -> AddressPlanner.plan(
                        edge().within("2001:db8:0:0:8::/77").hosts(8).build(), subnet().build()))
                .hasMessage("fleet edge of 8 hosts: the subnet subnet-1 (2001:db8::/64) has room for 7 hosts with a"
                        + " delegated /80 (subnet-1 (2001:db8::/64) has in 2001:db8:0:0:8::/77 8 free /80s, of which the hosts'"
                        + " own addresses break 1); ask for"
                        + " fewer hosts, free blocks or reservations there, or add a subnet");
    }

    @Test
    @DisplayName("a window may be larger than the subnet, but must have to do with it; pins must be inside")
    void within_windowsThatCannotBe() {
        assertThat(planned(edge().within("2001:db8::/56").hosts(1), subnet()))
                .containsExactly("2001:db8::4 2001:db8:0:0:1::/80");
        assertThatThrownBy(() -> planned(edge().within("2001:db8:0:1::/70").hosts(1), subnet()))
                .hasMessage("window 2001:db8:0:1::/70: has nothing in common with subnet-1 (2001:db8::/64); take it"
                        + " from there");
        assertThatThrownBy(() -> planned(
                        edge().within("2001:db8:0:0:8::/77")
                                .host(HostSpec.builder("a")
                                        .address("2001:db8::5")
                                        .build()),
                        subnet()))
                .hasMessage("host a: 2001:db8::5: is outside of 2001:db8:0:0:8::/77; take it from there, or widen the"
                        + " window");
    }

    @Test
    @DisplayName("host addresses and runs go where a /80 is broken already, so that they cost no whole one")
    void addresses_goToBrokenBlocks() {
        FleetSpec.Builder spec = edge().within("2001:db8:0:0:8::/77").blockSource(BlockSource.addressRun(126));
        SubnetSnapshot.Builder used = subnet().inUse(Ipv6Address.parse("2001:db8::c:0:0:1"));

        assertThat(planned(spec.hosts(2), used))
                .containsExactly("2001:db8:0:0:c:: 2001:db8::c:0:0:4/126", "2001:db8::c:0:0:2 2001:db8::c:0:0:8/126");
    }

    @Test
    @DisplayName("100,000 scattered addresses leave about 12,000 whole /80s; 10,000 hosts with runs take none of them")
    void runs_inAScatteredSubnet_costNoWholeBlock() {
        long[] lows =
                Seeds.random().longs(100_000).map(low -> low | 8).distinct().toArray();
        SubnetSnapshot.Builder scattered = subnet().inUse(SUBNET.first().high(), lows);
        Ipv6AddressSet before = scattered.build().inUse();
        FleetPlan plan = AddressPlanner.plan(
                edge().blockSource(BlockSource.addressRun(126)).hosts(10_000).build(), scattered.build());
        plan.hosts().forEach(host -> scattered.inUse(host.address()).inUse(host.containerBlock()));
        Ipv6AddressSet after = scattered.build().inUse();

        assertThat(Space.wholeBlocks(SUBNET, List.of(before), 80)).isBetween(11_000L, 16_000L);
        assertThat(Space.wholeBlocks(SUBNET, List.of(after), 80))
                .as(Seeds.replay("whole /80s"))
                .isGreaterThanOrEqualTo(
                        Space.wholeBlocks(SUBNET, List.of(before), 80) - 1); // the edge holds reserved ones
    }

    @Test
    @DisplayName("the planner keeps out of excluded addresses, blocks and ranges, ours and IPAddress's")
    void exclude_ofAllKinds() {
        FleetSpec.Builder spec = edge().exclude("2001:db8:0:0:1::/80")
                .exclude(Ipv6Address.parse("2001:db8::4"))
                .exclude(new IPAddressString("2001:db8:0:0:2::5").getAddress().toIPv6())
                .exclude(new IPAddressString("2001:db8::5-6")
                        .getAddress()
                        .toIPv6()
                        .coverWithSequentialRange())
                .exclude(Ipv6AddressSet.builder()
                        .add(Ipv6Block.parse("2001:db8:0:0:4::/79"))
                        .build());

        assertThat(planned(spec.hosts(2), subnet()))
                .containsExactly("2001:db8::7 2001:db8:0:0:3::/80", "2001:db8::8 2001:db8:0:0:6::/80");
        assertThatThrownBy(() -> planned(
                        edge().exclude("2001:db8:0:0:1::/80")
                                .host(HostSpec.builder("a")
                                        .containers("2001:db8:0:0:1::/80")
                                        .build()),
                        subnet()))
                .hasMessage("host a: 2001:db8:0:0:1::/80: is in what is excluded,"
                        + " 2001:db8:0:0:1::-2001:db8::1:ffff:ffff:ffff; take another, or exclude less");
    }

    @Test
    @DisplayName("an explicit reservation around the window is ours, one for prefixes is EC2's, any other somebody's")
    void reservations_andTheWindow() {
        FleetSpec.Builder spec = edge().within("2001:db8:0:0:8::/77").hosts(1);
        String first = "2001:db8:0:0:8:: 2001:db8:0:0:9::/80";
        assertThat(planned(spec, subnet().reservation(explicit("scr-1", "2001:db8:0:0:8::/77"))))
                .containsExactly(first);
        assertThat(planned(spec, subnet().reservation(explicit("scr-1", "2001:db8:0:0:8::/80"))))
                .containsExactly("2001:db8:0:0:9:: 2001:db8:0:0:a::/80");
        CidrReservation prefixes =
                CidrReservation.of("scr-2", Ipv6Block.parse("2001:db8:0:0:8::/77"), CidrReservation.Type.PREFIX);
        assertThatThrownBy(() -> planned(spec, subnet().reservation(prefixes)))
                .hasMessageContaining("has room for 0 hosts with a delegated /80 (subnet-1 (2001:db8::/64) has in"
                        + " 2001:db8:0:0:8::/77 0 free /80s, reservation scr-2 (2001:db8:0:0:8::/77) keeps 8 free"
                        + " /80s)");
        assertThatThrownBy(() -> planned(
                        edge().exclude("2001:db8:0:0:8000::/65").hosts(40_000),
                        subnet().reservation(explicit("scr-3", "2001:db8:0:0:4000::/66"))))
                .hasMessageContaining("has room for 16383 hosts")
                .hasMessageContaining("has 16383 free /80s, reservation scr-3 (2001:db8:0:0:4000::/66) keeps 16384"
                        + " free /80s, excluded is 2001:db8:0:0:8000::-2001:db8::ffff:ffff:ffff:ffff");
    }

    @Test
    @DisplayName("a /44 is one subnet: when its first /64 is full, the next one follows")
    void plan_inALargeSubnet() {
        Ipv6Block large = Ipv6Block.parse("2001:db0::/44");
        SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", large)
                .inUse(Ipv6Block.parse("2001:db0::1:0:0:0/80"))
                .reservation(explicit("scr-1", "2001:db0:0:4::/62"));
        FleetPlan plan = AddressPlanner.plan(edge().hosts(262_200).build(), subnet.build());

        assertThat(plan.hosts().get(0)).hasToString("edge-1 2001:db0::4 containers 2001:db0:0:0:2::/80");
        assertThat(plan.hosts().get(65_533)).hasToString("edge-65534 2001:db0::1:1 containers 2001:db0:0:0:ffff::/80");
        assertThat(plan.hosts().get(65_534)).hasToString("edge-65535 2001:db0::1:2 containers 2001:db0:0:1::/80");
        assertThat(plan.hosts().get(262_142).containerBlock()).hasToString("2001:db0:0:8::/80");
        assertThat(plan.aggregate()).hasToString("2001:db0::/60");
    }

    private static CidrReservation explicit(String id, String block) {
        return CidrReservation.of(id, Ipv6Block.parse(block), CidrReservation.Type.EXPLICIT);
    }
}
