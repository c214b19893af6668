package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host that somebody else planned. */
class HostPlanTest {
    private static HostPlan.Builder host(String address, String block) {
        return HostPlan.builder(
                "a", Ipv6Block.parse("2001:db8::/64"), Ipv6Address.parse(address), Ipv6Block.parse(block));
    }

    private static HostPlan.Builder host() {
        return host("2001:db8::4", "2001:db8:0:0:1::/80");
    }

    @Test
    @DisplayName("a network of one's own size is the block source's too, and both come back from JSON")
    void containerNetwork_isTheSources() {
        HostPlan host = host().containerNetwork(Ipv6Block.parse("2001:db8::1:0:2:0/120"))
                .container("web", Ipv6Address.parse("2001:db8::1:0:2:7"))
                .build();
        FleetPlan plan = FleetPlan.of("edge", List.of(host));

        assertThat(host.capacity()).isEqualTo(254).isEqualTo(host.blockSource().capacity());
        assertThat(FleetPlan.fromJson(plan.toJson())).isEqualTo(plan);
        assertThat(plan.host("a")).contains(host);
        assertThat(plan.host("b")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("what does not fit is refused")
    @CsvSource(delimiter = '|', textBlock = """
            2001:db8::4  | 2001:db8:0:0:1::/80 | 2001:db8:0:0:1::/80    | container network of /80: must be /81 to /126
            2001:db8::4  | 2001:db8:0:0:1::/80 | 2001:db8:0:0:2::/112   | container network 2001:db8:0:0:2::/112 must be in the container block 2001:db8:0:0:1::/80
            2001:db8::4  | 2001:db8::8/125     | 2001:db8::8/126        | container network of /126 in an address run of /125: the network of an address run is the whole run
            2001:db8::3  | 2001:db8::8/125     | 2001:db8::8/125        | is one of the first four and the last of a subnet, which EC2 reserves; take another
            2001:db8::ffff:ffff:ffff:ffff | 2001:db8::8/125 | 2001:db8::8/125 | is one of the first four and the last of a subnet, which EC2 reserves; take another
            2001:db8::9  | 2001:db8::8/125     | 2001:db8::8/125        | its address 2001:db8::9 is in its container block
            2001:db9::9  | 2001:db8::8/125     | 2001:db8::8/125        | must both be in the subnet
            """)
    void build_ofWhatDoesNotFit(String address, String block, String network, String expected) {
        assertThatThrownBy(() -> host(address, block)
                        .containerNetwork(Ipv6Block.parse(network))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }

    @Test
    @DisplayName("a container is named once")
    void container_twice() {
        HostPlan.Builder host = host().container("web", Ipv6Address.parse("2001:db8::1:0:1:2"));
        assertThatThrownBy(() -> host.container("web", Ipv6Address.parse("2001:db8::1:0:1:3")))
                .hasMessage("host a: container web is there twice; give each its own name");
    }

    @Test
    @DisplayName("every part counts for equality")
    void equals_looksAtEveryPart() {
        List<UnaryOperator<HostPlan.Builder>> changes = List.of(
                b -> HostPlan.builder(
                        "b",
                        Ipv6Block.parse("2001:db8::/64"),
                        Ipv6Address.parse("2001:db8::4"),
                        Ipv6Block.parse("2001:db8:0:0:1::/80")),
                b -> host("2001:db8::5", "2001:db8:0:0:1::/80"),
                b -> host("2001:db8::4", "2001:db8:0:0:2::/80"),
                b -> HostPlan.builder(
                        "a",
                        Ipv6Block.parse("2001:db8::/60"),
                        Ipv6Address.parse("2001:db8::4"),
                        Ipv6Block.parse("2001:db8:0:0:1::/80")),
                b -> b.subnetId("subnet-1"),
                b -> b.containerNetwork(Ipv6Block.parse("2001:db8::1:0:2:0/112")),
                b -> b.container("web", Ipv6Address.parse("2001:db8::1:0:1:2")));
        assertThat(host().build()).isEqualTo(host().build()).hasSameHashCodeAs(host().build());
        for (UnaryOperator<HostPlan.Builder> change : changes) {
            HostPlan other = change.apply(host()).build();
            assertThat(other).isNotEqualTo(host().build());
            assertThat(FleetPlan.of("edge", List.of(other)))
                    .isNotEqualTo(FleetPlan.of("edge", List.of(host().build())));
        }
        assertThat(FleetPlan.of("edge", List.of(host().build())))
                .isNotEqualTo(FleetPlan.of("egde", List.of(host().build())));
    }
}
