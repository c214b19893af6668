package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetSpecTest {
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("t3.small", 4, true);

    @ParameterizedTest
    @ValueSource(strings = {" ", "Edge", "-edge", "edge-", "edge_1", "a.b", "../etc", "e\nx", "é"})
    void names_thatAreNoHostNames_areRefused(String name) {
        assertThatThrownBy(() -> FleetSpec.builder(name, LIMITS)).hasMessageContaining("such as edge-1");
        assertThatThrownBy(() -> HostSpec.builder(name)).hasMessageContaining("such as edge-1");
        assertThatThrownBy(() -> HostSpec.builder("a".repeat(64))).hasMessageContaining("1 to 63");
    }

    @Test
    void emptyName_isCalledEmpty() {
        assertThatThrownBy(() -> FleetSpec.builder("", LIMITS))
                .hasMessage("fleet name \"\": is empty; give 1 to 63 lower-case letters, digits and inner hyphens,"
                        + " such as edge-1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void hosts_mustBePositive(int count) {
        assertThatThrownBy(() -> FleetSpec.builder("edge", LIMITS).hosts(count))
                .hasMessage("hosts(" + count + "): a fleet has at least one host; to end one, call terminate() on it");
    }

    @Test
    void build_reportsEveryProblem() {
        FleetSpec.Builder spec = FleetSpec.builder("edge", LIMITS)
                .host(HostSpec.builder("a").build())
                .host(HostSpec.builder("a").build())
                .hosts(1);
        assertThatThrownBy(spec::build)
                .hasMessageContaining("hosts(1): 2 hosts are named; give at least hosts(2), or name fewer")
                .hasMessageContaining("host a: is there twice");
        assertThatThrownBy(() -> FleetSpec.builder("edge", LIMITS).build())
                .hasMessage("fleet edge: has no hosts; say how many, such as hosts(2)");
    }

    @Test
    @DisplayName("a plan by hand is checked: hosts that overlap are named")
    void fleetPlan_ofOverlappingHosts_isRefused() {
        Ipv6Block subnet = Ipv6Block.parse("2001:db8::/64");
        HostPlan a = plan("a", subnet, "2001:db8::1:1", "2001:db8:0:0:1::/80");
        HostPlan b = plan("b", subnet, "2001:db8::1:2", "2001:db8::1:0:0:8/126");
        HostPlan c = plan("c", subnet, "2001:db8::1:2", "2001:db8:0:0:2::/80");

        assertThat(FleetPlan.of("edge", List.of(a, c)).hosts()).containsExactly(a, c);
        assertThatThrownBy(() -> FleetPlan.of("edge", List.of(a, b, c)))
                .hasMessageContaining("host b: 2001:db8::1:0:0:8/126: overlaps 2001:db8:0:0:1::/80 of host a")
                .hasMessageContaining("host c: 2001:db8::1:2: overlaps 2001:db8::1:2 of host b");
    }

    @Test
    void hostPlan_thatDoesNotFitTogether_isRefused() {
        Ipv6Block subnet = Ipv6Block.parse("2001:db8::/64");
        assertThatThrownBy(() -> plan("a", subnet, "2001:db9::1:1", "2001:db8:0:0:1::/80"))
                .hasMessageContaining("must both be in the subnet 2001:db8::/64");
        assertThatThrownBy(() -> plan("a", subnet, "2001:db8::1:0:0:1", "2001:db8:0:0:1::/80"))
                .hasMessageContaining("is in its container block");
        assertThatThrownBy(() -> HostPlan.builder(
                                "a", subnet, Ipv6Address.parse("2001:db8::4"), Ipv6Block.parse("2001:db8:0:0:1::/80"))
                        .containerNetwork(Ipv6Block.parse("2001:db8:0:0:2::/112"))
                        .build())
                .hasMessageContaining("must be in the container block 2001:db8:0:0:1::/80");
    }

    private static HostPlan plan(String name, Ipv6Block subnet, String address, String block) {
        return HostPlan.builder(name, subnet, Ipv6Address.parse(address), Ipv6Block.parse(block))
                .build();
    }
}
