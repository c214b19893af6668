package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fleets over several subnets. */
class SpreadTest {
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("t3.small", 4, true);

    private static SubnetSnapshot.Builder subnet(int number, String zone) {
        return SubnetSnapshot.builder("subnet-" + number, Ipv6Block.parse("2001:db8:0:" + number + "::/64"))
                .availabilityZone(zone);
    }

    private static FleetSpec.Builder edge() {
        return FleetSpec.builder("edge", LIMITS);
    }

    private static String subnets(FleetSpec.Builder spec, SubnetSnapshot.Builder... subnets) {
        return String.join(
                " ",
                AddressPlanner.plan(
                                spec.build(),
                                List.of(subnets).stream()
                                        .map(SubnetSnapshot.Builder::build)
                                        .toList())
                        .hosts()
                        .stream()
                        .map(host -> host.subnetId().substring("subnet-".length()))
                        .toList());
    }

    @Test
    @DisplayName("zones fill evenly, in the order of the subnets, each subnet from below; more hosts move none")
    void spread_overZones() {
        SubnetSnapshot.Builder[] zones = {subnet(1, "a"), subnet(2, "b"), subnet(3, "c")};
        assertThat(subnets(edge().hosts(4), zones)).isEqualTo("1 2 3 1");
        assertThat(subnets(edge().hosts(7), zones)).isEqualTo("1 2 3 1 2 3 1");
        FleetPlan plan = AddressPlanner.plan(
                edge().hosts(4).build(), List.of(zones[0].build(), zones[1].build(), zones[2].build()));
        assertThat(plan.hosts().get(3)).hasToString("edge-4 2001:db8:0:1::5 containers 2001:db8:0:1:2::/80");
        assertThat(plan.hosts().get(3).subnet()).hasToString("2001:db8:0:1::/64");
        assertThat(plan.aggregate()).hasToString("2001:db8::/62");
    }

    @Test
    @DisplayName("two subnets of one zone share that zone's part; a subnet without a zone is one by itself")
    void spread_overSubnetsOfOneZone() {
        assertThat(subnets(edge().hosts(8), subnet(1, "a"), subnet(2, "a"), subnet(3, "b")))
                .isEqualTo("1 3 2 3 1 3 2 3");
        assertThat(subnets(edge().hosts(6), subnet(1, ""), subnet(2, ""), subnet(3, "b")))
                .isEqualTo("1 2 3 1 2 3");
    }

    @Test
    @DisplayName("hosts that are bound to a subnet count first, by pin, by name or because they are there")
    void spread_aroundBoundHosts() {
        SubnetSnapshot.Builder one = subnet(1, "a")
                .host(ObservedHost.builder("edge", "there")
                        .address(Ipv6Address.parse("2001:db8:0:1::9"))
                        .build());
        FleetSpec.Builder spec = edge().host(HostSpec.builder("free").build())
                .host(HostSpec.builder("pinned").address("2001:db8:0:1::8").build())
                .host(HostSpec.builder("named").subnet("subnet-1").build())
                .host(HostSpec.builder("there").build());

        assertThat(subnets(spec.hosts(7), one, subnet(2, "b"))).isEqualTo("2 1 1 1 2 2 1");
    }

    @Test
    @DisplayName("where a subnet is full, the next one takes the host; where all are, each says what it has")
    void spread_overFullSubnets() {
        SubnetSnapshot.Builder full = subnet(1, "a").inUse(Ipv6Block.parse("2001:db8:0:1:8000::/65"));
        for (int i = 0; i < 15; i++) {
            full.inUse(Ipv6Block.around(Ipv6Address.parse("2001:db8:0:1::").plus(1L << (48 + i)), 80 - i));
        }
        assertThat(subnets(edge().hosts(3), full, subnet(2, "b"))).isEqualTo("2 2 2");
        assertThatThrownBy(() -> subnets(edge().hosts(1), full))
                .hasMessageContaining("the subnet subnet-1 (2001:db8:0:1::/64) has room for 0 hosts");
        assertThatThrownBy(() -> subnets(edge().within("2001:db8:0:2:4::/79").hosts(4), full, subnet(2, "b")))
                .hasMessageContaining("subnets subnet-1, subnet-2 have room for 1 host with a delegated /80"
                        + " (subnet-1 (2001:db8:0:1::/64) has no part of the window; subnet-2 (2001:db8:0:2::/64) has"
                        + " in 2001:db8:0:2:4::/79 2 free /80s, of which the hosts' own addresses break 1)");
    }

    @Test
    @DisplayName("subnets that cannot be planned in together, and hosts that fit none, are named")
    void spread_overImpossibleSubnets() {
        assertThatThrownBy(() -> subnets(edge().hosts(1))).hasMessageContaining("has no subnet to be in");
        assertThatThrownBy(() -> subnets(edge().hosts(1), subnet(1, "a"), subnet(1, "a")))
                .hasMessage("subnet subnet-1: is there twice; give each once");
        SubnetSnapshot.Builder overlapping = SubnetSnapshot.builder("subnet-9", Ipv6Block.parse("2001:db8:0:1::/68"));
        assertThatThrownBy(() -> subnets(edge().hosts(1), subnet(1, "a"), overlapping))
                .hasMessageContaining("subnet subnet-9 (2001:db8:0:1::/68): overlaps subnet-1 (2001:db8:0:1::/64)");
        FleetSpec.Builder astray = edge().host(
                        HostSpec.builder("a").subnet("subnet-7").build())
                .host(HostSpec.builder("b").address("2001:db8:0:7::5").build())
                .host(HostSpec.builder("c")
                        .address("2001:db8:0:1::5")
                        .containers("2001:db8:0:2:5::/80")
                        .build())
                .host(HostSpec.builder("d")
                        .subnet("subnet-1")
                        .address("2001:db8:0:2::5")
                        .build());
        assertThatThrownBy(() -> subnets(astray, subnet(1, "a"), subnet(2, "b")))
                .hasMessage(
                        "host a: subnet-7: is none of the subnets planned for; pin it to one of subnet-1, subnet-2\n"
                                + "host b: 2001:db8:0:7::5: is in none of the subnets subnet-1, subnet-2; take it from one of"
                                + " them\n"
                                + "host c: 2001:db8:0:2:5::/80: is outside the subnet subnet-1 (2001:db8:0:1::/64); take it"
                                + " from 2001:db8:0:1::/64\n"
                                + "host d: 2001:db8:0:2::5: is outside the subnet subnet-1 (2001:db8:0:1::/64); take it from"
                                + " 2001:db8:0:1::/64");
    }

    @Test
    @DisplayName("a host that is there, in another subnet than it is pinned to, is named")
    void pinnedElsewhere_thanItIs() {
        SubnetSnapshot.Builder one = subnet(1, "a")
                .host(ObservedHost.builder("edge", "a")
                        .address(Ipv6Address.parse("2001:db8:0:1::9"))
                        .build());
        FleetSpec.Builder spec =
                edge().host(HostSpec.builder("a").subnet("subnet-2").build());
        assertThatThrownBy(() -> subnets(spec, one, subnet(2, "b")))
                .hasMessageContaining(
                        "host a: subnet-2: the host is there, in subnet-1; leave the pin away, or replace");
    }
}
