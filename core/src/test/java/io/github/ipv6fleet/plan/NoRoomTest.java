package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.InvalidSnapshotException;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Refusals name every offender, and what is in the way. */
class NoRoomTest {
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("any", 1000, true);

    /** A subnet of which two /80s are free, and the addresses of the reserved edges. */
    private static SubnetSnapshot.Builder small(String id, String prefix) {
        return SubnetSnapshot.builder(id, prefix + "::/64")
                .inUse(prefix + ":8000::/65")
                .inUse(prefix + ":4000::/66")
                .inUse(prefix + ":2000::/67")
                .inUse(prefix + ":1000::/68")
                .inUse(prefix + ":800::/69")
                .inUse(prefix + ":400::/70")
                .inUse(prefix + ":200::/71")
                .inUse(prefix + ":100::/72")
                .inUse(prefix + ":80::/73")
                .inUse(prefix + ":40::/74")
                .inUse(prefix + ":20::/75")
                .inUse(prefix + ":10::/76")
                .inUse(prefix + ":8::/77")
                .inUse(prefix + ":4::/78")
                .inUse(prefix + ":3::/80");
    }

    private static HostSpec in(String name, String subnet) {
        return HostSpec.builder(name).subnet(subnet).build();
    }

    @Test
    @DisplayName("two full subnets are both named, each with its own count")
    void twoSubnets_areBothNamed() {
        FleetSpec.Builder spec = FleetSpec.builder("edge", LIMITS);
        for (int i = 1; i <= 3; i++) {
            spec.host(in("a" + i, "subnet-1")).host(in("b" + i, "subnet-2"));
        }
        List<SubnetSnapshot> subnets = List.of(
                small("subnet-1", "2001:db8:0:0").build(),
                small("subnet-2", "2001:db8:0:1").inUse("2001:db8:0:1:2::/80").build());

        assertThatThrownBy(() -> AddressPlanner.plan(spec.build(), subnets))
                .hasMessage("fleet edge of 6 hosts: the subnet subnet-1 (2001:db8::/64) has room for 2 hosts with a"
                        + " delegated /80 (subnet-1 (2001:db8::/64) has 2 free /80s); ask for fewer hosts, free blocks"
                        + " or reservations there, or add a subnet\n"
                        + "fleet edge of 6 hosts: the subnet subnet-2 (2001:db8:0:1::/64) has room for 1 host with a"
                        + " delegated /80 (subnet-2 (2001:db8:0:1::/64) has 1 free /80); ask for fewer hosts, free"
                        + " blocks or reservations there, or add a subnet");
    }

    @Test
    @DisplayName("an address that was found for a host without a block is the next host's")
    void failedHost_leavesItsAddress() {
        SubnetSnapshot full = small("subnet-1", "2001:db8:0:0")
                .inUse("2001:db8:0:0:1::/80")
                .inUse("2001:db8:0:0:2::/80")
                .build();
        SubnetSnapshot free =
                SubnetSnapshot.builder("subnet-2", "2001:db8:0:1::/64").build();
        FleetSpec spec = FleetSpec.builder("edge", LIMITS)
                .host(HostSpec.builder("free").build())
                .host(HostSpec.builder("kept").build())
                .build();
        SubnetSnapshot seen = SubnetSnapshot.builder("subnet-1", "2001:db8::/64")
                .inUse(full.inUse())
                .build();
        assertThat(AddressPlanner.plan(spec, List.of(seen, free)).hosts())
                .extracting(HostPlan::subnetId)
                .containsExactly("subnet-2", "subnet-2");

        FleetSpec bound = FleetSpec.builder("edge", LIMITS)
                .host(HostSpec.builder("free").build())
                .host(HostSpec.builder("half").build())
                .build();
        SubnetSnapshot withHalf = small("subnet-1", "2001:db8:0:0")
                .inUse("2001:db8:0:0:2::/80")
                .host(ObservedHost.builder("edge", "half")
                        .containerBlock("2001:db8:0:0:1::/80")
                        .build())
                .build();
        assertThat(AddressPlanner.plan(bound, List.of(withHalf, free)).hosts())
                .extracting(HostPlan::toString)
                .containsExactly(
                        "free 2001:db8:0:1::4 containers 2001:db8:0:1:1::/80",
                        "half 2001:db8::4 containers 2001:db8:0:0:1::/80");
    }

    @Test
    @DisplayName("of subnets in one another each inner one is named")
    void nestedSubnets_areEachNamed() {
        FleetSpec spec = FleetSpec.builder("edge", LIMITS).hosts(1).build();
        assertThatThrownBy(() -> AddressPlanner.plan(
                        spec,
                        List.of(
                                SubnetSnapshot.builder("b", "2001:db0::/64").build(),
                                SubnetSnapshot.builder("a", "2001:db0::/44").build(),
                                SubnetSnapshot.builder("c", "2001:db0:0:7::/64").build())))
                .hasMessageContaining("subnet b (2001:db0::/64): overlaps a (2001:db0::/44)")
                .hasMessageContaining("subnet c (2001:db0:0:7::/64): overlaps a (2001:db0::/44)");
    }

    @Test
    @DisplayName("one host seen twice is named, in one subnet and in two")
    void hostSeenTwice_isNamed() {
        ObservedHost here =
                ObservedHost.builder("edge", "a").address("2001:db8::4").build();
        ObservedHost there =
                ObservedHost.builder("edge", "a").address("2001:db8:0:1::4").build();
        assertThatThrownBy(() -> SubnetSnapshot.builder("subnet-1", "2001:db8::/64")
                        .host(here)
                        .host(ObservedHost.builder("edge", "a")
                                .address("2001:db8::5")
                                .build())
                        .build())
                .isInstanceOf(InvalidSnapshotException.class)
                .hasMessage(
                        "subnet-1: host a of fleet edge is there twice; terminate the one that is not wanted, or say"
                                + " it once");
        assertThatThrownBy(() -> AddressPlanner.plan(
                        FleetSpec.builder("edge", LIMITS).hosts(1).build(),
                        List.of(
                                SubnetSnapshot.builder("subnet-1", "2001:db8::/64")
                                        .host(here)
                                        .build(),
                                SubnetSnapshot.builder("subnet-2", "2001:db8:0:1::/64")
                                        .host(there)
                                        .build())))
                .hasMessage("host a: is there twice, in subnet-1 (2001:db8::/64) and subnet-2 (2001:db8:0:1::/64);"
                        + " terminate the one that is not wanted");
    }

    @Test
    @DisplayName("every holder of a block is named, up to three; what is excluded is shown in short")
    void messages_areShort() {
        SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", "2001:db8::/64");
        for (int i = 0; i < 5; i++) {
            subnet.inUse(new Ipv6Block(Ipv6Address.parse("2001:db8::1:0:0:0").plus(2L * i), 128), "eni-" + i);
        }
        Ipv6AddressSet.Builder excluded = Ipv6AddressSet.builder();
        for (int i = 0; i < 50_000; i++) {
            excluded.add(Ipv6Address.parse("2001:db8::2:0:0:0").plus(2L * i));
        }
        FleetSpec spec = FleetSpec.builder("edge", LIMITS)
                .exclude(excluded.build())
                .host(HostSpec.builder("a").containers("2001:db8:0:0:1::/80").build())
                .host(HostSpec.builder("b").containers("2001:db8:0:0:2::/80").build())
                .host(HostSpec.builder("c")
                        .subnet("subnet-7")
                        .address("2001:db8::9")
                        .build())
                .build();
        assertThatThrownBy(() -> AddressPlanner.plan(spec, subnet.build()))
                .hasMessage("host a: 2001:db8:0:0:1::/80: is in use in subnet-1 (2001:db8::/64) by eni-0, eni-1, eni-2"
                        + " and 2 more; free it there, take another, or let the planner choose\n"
                        + "host b: 2001:db8:0:0:2::/80: is in what is excluded, 2001:db8:0:0:2::, 2001:db8::2:0:0:2,"
                        + " 2001:db8::2:0:0:4 and 49997 more ranges; take another, or exclude less\n"
                        + "host c: subnet-7: is none of the subnets planned for; pin it to one of subnet-1");
    }

    @Test
    @DisplayName("what is kept and in use by nobody known is refused with what to say")
    void kept_andInUse() {
        FleetSpec.Builder spec = FleetSpec.builder("edge", LIMITS).hosts(1);
        SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", "2001:db8::/64");
        FleetPlan plan = AddressPlanner.plan(spec.build(), subnet.build());
        subnet.inUse("2001:db8::4");

        assertThatThrownBy(() -> AddressPlanner.plan(spec.keep(plan).build(), subnet.build()))
                .hasMessage("host edge-1: 2001:db8::4: is in use in subnet-1 (2001:db8::/64); if it is the host's own,"
                        + " say so with SubnetSnapshot.Builder.host(); else do not keep it");
        assertThatThrownBy(() -> spec.keep(FleetPlan.of("other", plan.hosts())))
                .hasMessage("the plan to keep is of fleet other, this is fleet edge; give the plan that was made for"
                        + " this one");
    }

    @Test
    @DisplayName("a fleet too large, and names too long, are refused before anything is made")
    void hosts_tooMany() {
        assertThatThrownBy(() -> FleetSpec.builder("edge", LIMITS).hosts(1_000_000_001))
                .hasMessage("hosts(1000000001): is more than 1000000; make several fleets");
        String name = "e".repeat(62);
        assertThatThrownBy(() -> FleetSpec.builder(name, LIMITS).hosts(10).build())
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "fleet " + name + ": its hosts would be called " + name + "-10, which is too long for a host"
                                + " name; name the hosts, or give the fleet a shorter name");
        assertThat(SubnetSnapshot.builder("tiny", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127")
                        .build()
                        .reservedByEc2())
                .hasToString("[ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]");
    }
}
