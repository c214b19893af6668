package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Just inside, just outside; said in another type; said together. */
class EdgesTest {
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("any", 1000, true);
    private static final SubnetSnapshot FIRST =
            SubnetSnapshot.builder("subnet-1", "2001:db8:0:1::/64").build();
    private static final SubnetSnapshot SECOND =
            SubnetSnapshot.builder("subnet-2", "2001:db8:0:2::/64").build();

    private static FleetSpec.Builder edge() {
        return FleetSpec.builder("edge", LIMITS);
    }

    private static IPv6Address theirs(String text) {
        return new IPAddressString(text).getAddress().toIPv6();
    }

    @Test
    @DisplayName(
            "a walk over two /64s: what one passed in the first, the other skips there, and takes up in the second")
    void runs_overTheBorderOfTwo64s() {
        SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", "2001:db8::/63");
        Ipv6Address end = Ipv6Address.parse("2001:db8::ffff:ffff:ffff:fff0");
        Ipv6Address start = Ipv6Address.parse("2001:db8:0:1::10");
        subnet.inUse(Ipv6AddressSet.builder()
                .add(Ipv6Address.parse("2001:db8::4"), new Ipv6Address(end.high(), end.low() - 1))
                .add(start, Ipv6Address.parse("2001:db8:0:1:ffff:ffff:ffff:fffe"))
                .build());
        FleetSpec.Builder spec = edge().blockSource(BlockSource.addressRun(126));

        assertThat(AddressPlanner.plan(spec.hosts(6).build(), subnet.build()).hosts())
                .extracting(host -> host.address() + " " + host.containerBlock())
                .containsExactly(
                        "2001:db8::ffff:ffff:ffff:fff0 2001:db8::ffff:ffff:ffff:fff4/126",
                        "2001:db8::ffff:ffff:ffff:fff1 2001:db8::ffff:ffff:ffff:fff8/126",
                        "2001:db8::ffff:ffff:ffff:fff2 2001:db8::ffff:ffff:ffff:fffc/126",
                        "2001:db8::ffff:ffff:ffff:fff3 2001:db8:0:1::/126",
                        "2001:db8:0:1::4 2001:db8:0:1::8/126",
                        "2001:db8:0:1::5 2001:db8:0:1::c/126");
        assertThatThrownBy(() -> AddressPlanner.plan(spec.hosts(7).build(), subnet.build()))
                .hasMessageContaining("has room for 6 hosts with an address run of /126");
    }

    @Test
    @DisplayName("quota: exactly enough is enough, one less is not")
    void quota_exactly() {
        FleetSpec.Builder enough = FleetSpec.builder("edge", InterfaceLimits.of("t", 5, false))
                .blockSource(BlockSource.addressRun(126))
                .hosts(1);
        assertThat(AddressPlanner.plan(enough.build(), FIRST).hosts()).hasSize(1);
        assertThatThrownBy(() -> AddressPlanner.plan(
                        FleetSpec.builder("edge", InterfaceLimits.of("t", 4, true))
                                .blockSource(BlockSource.addressRun(126))
                                .hosts(1)
                                .build(),
                        FIRST))
                .hasMessageContaining("allows 4 IPv6 addresses per interface, but a host needs 5");
        assertThatThrownBy(() -> AddressPlanner.plan(
                        FleetSpec.builder("edge", InterfaceLimits.of("m4", 2, false))
                                .hosts(1)
                                .build(),
                        FIRST))
                .hasMessage("instance type m4: is not built on Nitro, and EC2 delegates prefixes to Nitro types only;"
                        + " choose a Nitro type, such as t3.small");
        assertThat(InterfaceLimits.of("m4", 2, false)).hasToString("m4 (2 IPv6 addresses per interface)");
        assertThat(LIMITS).hasToString("any (1000 IPv6 addresses per interface, Nitro)");
        assertThat(LIMITS.nitro()).isTrue();
        assertThat(InterfaceLimits.of("m4", 2, false).nitro()).isFalse();
    }

    @Test
    @DisplayName("an address run is /96 to /126; sources are equal by their size")
    void blockSource_edges() {
        assertThat(BlockSource.addressRun(96).quotaNeeded()).isEqualTo(1L << 32);
        assertThat(BlockSource.addressRun(126)).isEqualTo(BlockSource.addressRun(126));
        assertThat(BlockSource.addressRun(126)).hasSameHashCodeAs(BlockSource.addressRun(126));
        assertThat(BlockSource.addressRun(126))
                .isNotEqualTo(BlockSource.addressRun(125))
                .isNotEqualTo(BlockSource.plannedPrefix())
                .doesNotHaveSameHashCodeAs(BlockSource.addressRun(125));
        assertThat(BlockSource.plannedPrefix())
                .isNotEqualTo(BlockSource.plannedPrefix().containerNetwork(113));
        for (int bits : new int[] {95, 127}) {
            assertThatThrownBy(() -> BlockSource.addressRun(bits)).hasMessageContaining("must be /96 to /126");
        }
        assertThatThrownBy(() -> AddressPlanner.plan(
                        edge().host(HostSpec.builder("a")
                                        .containers("2001:db9::8/127")
                                        .build())
                                .build(),
                        FIRST))
                .as("nothing else is said of a block that cannot be")
                .hasMessage("host a: 2001:db9::8/127: does not fit the block source, delegated /80; pin a /80");
    }

    @Test
    @DisplayName("pins and windows in IPAddress's types; a pin of either kind says the subnet")
    void ipAddressTypes() {
        FleetSpec spec = edge().within(theirs("2001:db8::/32"))
                .exclude(Ipv6Block.parse("2001:db8:0:1:1::/80"))
                .host(HostSpec.builder("a").address(theirs("2001:db8:0:2::9")).build())
                .host(HostSpec.builder("b")
                        .containers(theirs("2001:db8:0:2:7::/80").toPrefixBlock())
                        .container("web", theirs("2001:db8:0:2:7:0:1:9"))
                        .build())
                .host(HostSpec.builder("c").build())
                .build();
        assertThat(AddressPlanner.plan(spec, List.of(FIRST, SECOND)).hosts())
                .extracting(host -> host + " " + host.namedContainers())
                .containsExactly(
                        "a 2001:db8:0:2::9 containers 2001:db8:0:2:1::/80 {}",
                        "b 2001:db8:0:2::4 containers 2001:db8:0:2:7::/80 {web=2001:db8:0:2:7:0:1:9}",
                        "c 2001:db8:0:1::4 containers 2001:db8:0:1:2::/80 {}");
        assertThat(spec).hasToString("fleet edge of 3 hosts, delegated /80, on any");
        assertThat(spec.hosts().get(0)).hasToString("host a 2001:db8:0:2::9");
        assertThat(HostSpec.builder("b").subnet("subnet-2").container("db").build().toBuilder()
                        .containers("2001:db8:0:2:7::/80")
                        .container("web", "2001:db8:0:2:7:0:1:9")
                        .build())
                .hasToString("host b in subnet-2 containers 2001:db8:0:2:7::/80, db, web 2001:db8:0:2:7:0:1:9");
    }

    @Test
    @DisplayName("a kept host keeps its containers' addresses; what is pinned anew is pinned anew")
    void keep_containers() {
        FleetSpec.Builder before = edge().host(
                        HostSpec.builder("a").container("db").container("web").build());
        FleetPlan plan = AddressPlanner.plan(before.build(), FIRST);
        FleetSpec after = edge().host(HostSpec.builder("z").build())
                .host(HostSpec.builder("a")
                        .address("2001:db8:0:1::77")
                        .container("web")
                        .container("new")
                        .build())
                .keep(plan)
                .build();

        assertThat(AddressPlanner.plan(after, List.of(FIRST, SECOND)).hosts())
                .extracting(host -> host + " " + host.namedContainers())
                .containsExactly(
                        "z 2001:db8:0:2::4 containers 2001:db8:0:2:1::/80 {}",
                        "a 2001:db8:0:1::77 containers 2001:db8:0:1:1::/80"
                                + " {web=2001:db8:0:1:1:0:1:3, new=2001:db8:0:1:1:0:1:2}");
        HostPlan foreign = HostPlan.builder(
                        "a",
                        SECOND.block(),
                        Ipv6Address.parse("2001:db8:0:2::5"),
                        Ipv6Block.parse("2001:db8:0:2:5::/80"))
                .build();
        FleetSpec kept = edge().hosts(1)
                .host(HostSpec.builder("a").build())
                .keep(FleetPlan.of("edge", List.of(foreign)))
                .build();
        assertThat(AddressPlanner.plan(kept, List.of(FIRST, SECOND)).hosts())
                .extracting(HostPlan::subnetId)
                .as("a plan that says no subnet id is told by its addresses")
                .containsExactly("subnet-2");
    }

    @Test
    @DisplayName("an address found for a host without a block is not lost, and a block that differs is named")
    void observedHosts() {
        SubnetSnapshot.Builder full = SubnetSnapshot.builder("subnet-1", "2001:db8:0:1::/64")
                .host(ObservedHost.builder("edge", "half")
                        .containerBlock("2001:db8:0:1:1::/80")
                        .build());
        for (int i = 0; i < 15; i++) {
            full.inUse(Ipv6Block.around(new Ipv6Address(FIRST.block().first().high(), 1L << (49 + i)), 79 - i));
        }
        FleetSpec.Builder spec = edge().host(HostSpec.builder("free").build())
                .host(HostSpec.builder("half").build())
                .host(HostSpec.builder("other").subnet("subnet-2").build());

        assertThat(AddressPlanner.plan(spec.build(), List.of(full.build(), SECOND))
                        .hosts())
                .extracting(HostPlan::toString)
                .containsExactly(
                        "free 2001:db8:0:2::4 containers 2001:db8:0:2:1::/80",
                        "half 2001:db8:0:1::4 containers 2001:db8:0:1:1::/80",
                        "other 2001:db8:0:2::5 containers 2001:db8:0:2:2::/80");
        assertThatThrownBy(() -> AddressPlanner.plan(
                        edge().host(HostSpec.builder("half")
                                        .containers("2001:db8:0:1:9::/80")
                                        .build())
                                .build(),
                        full.build()))
                .hasMessage(
                        "host half: 2001:db8:0:1:9::/80: the host is there and has 2001:db8:0:1:1::/80; leave the pin"
                                + " away, or replace the host");
    }

    @Test
    @DisplayName("what is wrong with pins is said before there is no room")
    void pins_beforeRoom() {
        assertThatThrownBy(() -> AddressPlanner.plan(
                        edge().host(HostSpec.builder("a").address("2001:db9::5").build())
                                .hosts(70_000)
                                .build(),
                        FIRST))
                .hasMessage("host a: 2001:db9::5: is outside the subnet subnet-1 (2001:db8:0:1::/64); take it from"
                        + " 2001:db8:0:1::/64");
    }

    @Test
    @DisplayName("counts and names at their edges")
    void hosts_edges() {
        edge().hosts(1_000_000);
        assertThat(edge().host(HostSpec.builder("a").build()).hosts(1).build().hosts())
                .hasSize(1);
        String longest = "e".repeat(63);
        assertThat(FleetSpec.builder(longest, LIMITS)
                        .host(HostSpec.builder("a").build())
                        .hosts(1)
                        .build()
                        .hosts())
                .hasSize(1);
        assertThatThrownBy(() ->
                        edge().host(HostSpec.builder("edge-2").build()).hosts(2).build())
                .hasMessage("host edge-2: is there twice; give each its own name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "0", "9", "a-z", "az09"})
    void names_thatAreHostNames(String name) {
        assertThat(HostSpec.builder(name).build().name()).isEqualTo(name);
    }

    @Test
    @DisplayName("long names are shown in part, and nothing that moves the cursor")
    void names_shown() {
        String eighty = "A".repeat(80);
        assertThatThrownBy(() -> HostSpec.builder(eighty)).hasMessageContaining("\"" + eighty + "\"");
        assertThatThrownBy(() -> HostSpec.builder(eighty + "A"))
                .hasMessageContaining("\"" + eighty + "... (81 characters)\"");
        assertThatThrownBy(() -> HostSpec.builder("a\u001b[2J\u202eb")).hasMessageContaining("\"a\\u001b[2J\\u202eb\"");
    }

    @Test
    @DisplayName("overlaps are told in the order of the hosts; holders are those in the way, three in full")
    void messages_inOrder() {
        HostPlan.Builder a = host("a", "2001:db8:0:1::9", "2001:db8:0:1:1::/80");
        HostPlan.Builder b = host("b", "2001:db8:0:1::5", "2001:db8:0:1:2::/80");
        HostPlan.Builder c = host("c", "2001:db8:0:1::20", "2001:db8:0:1::8/126");
        HostPlan.Builder d = host("d", "2001:db8:0:1::21", "2001:db8:0:1::4/126");
        assertThatThrownBy(() -> FleetPlan.of("edge", List.of(a.build(), b.build(), c.build(), d.build())))
                .hasMessage("host a: 2001:db8:0:1::9: overlaps 2001:db8:0:1::8/126 of host c; give each host its own\n"
                        + "host b: 2001:db8:0:1::5: overlaps 2001:db8:0:1::4/126 of host d; give each host its own");
        SubnetSnapshot.Builder held = SubnetSnapshot.builder("subnet-1", FIRST.block())
                .inUse(Ipv6Block.parse("2001:db8:0:1::5/128"), "eni-0");
        for (int i = 1; i <= 3; i++) {
            held.inUse(Ipv6Block.parse("2001:db8:0:1::1" + 2 * i + "/128"), "eni-" + i);
        }
        assertThatThrownBy(() -> AddressPlanner.plan(
                        edge().blockSource(BlockSource.addressRun(124))
                                .host(HostSpec.builder("a")
                                        .containers("2001:db8:0:1::10/124")
                                        .build())
                                .build(),
                        held.build()))
                .hasMessageContaining("by eni-1 and eni-2 and eni-3; free it there");
    }

    private static HostPlan.Builder host(String name, String address, String block) {
        return HostPlan.builder(name, FIRST.block(), Ipv6Address.parse(address), Ipv6Block.parse(block));
    }

    @Test
    @DisplayName("fifty problems are shown, of more the number is")
    void planException_edges() {
        assertThat(new PlanException(problems(50))).hasMessageEndingWith("host 50: b; c");
        assertThat(new PlanException(problems(53)))
                .hasMessageEndingWith("host 50: b; c\n... and 3 more problems, all in problems()");
    }

    private static List<SpecProblem> problems(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new SpecProblem("host " + i, "b", "c"))
                .collect(Collectors.toList());
    }

    @Test
    @DisplayName("a plan without subnet ids is compared by the subnet's block; another block is drift")
    void diff_withoutSubnetIds() {
        FleetPlan plan = FleetPlan.of(
                "edge",
                List.of(host("a", "2001:db8:0:1::5", "2001:db8:0:1:1::/80").build()));
        FleetPlan wider = FleetPlan.of(
                "edge",
                List.of(HostPlan.builder(
                                "a",
                                Ipv6Block.parse("2001:db8::/60"),
                                Ipv6Address.parse("2001:db8:0:1::5"),
                                Ipv6Block.parse("2001:db8:0:1:1::/80"))
                        .build()));

        assertThat(plan.diff(List.of(SECOND, FIRST)).toString()).startsWith("fleet edge: 1 launch");
        assertThatThrownBy(() -> plan.diff(SECOND))
                .hasMessage("host a is planned for 2001:db8:0:1::/64, of which there is no snapshot; give one of each"
                        + " subnet of the plan");
        assertThat(plan.diff(wider).hosts().get(0))
                .hasToString("~ a: subnet block is 2001:db8::/60, planned is 2001:db8:0:1::/64");
        assertThat(plan).hasToString(plan.toTable());
        assertThat(plan.diff(wider).hashCode()).isNotEqualTo(plan.diff(plan).hashCode());
        assertThat(plan.diff(wider).hosts().get(0).hashCode())
                .isNotEqualTo(plan.diff(plan).hosts().get(0).hashCode());
        assertThat(List.of(plan.hashCode(), plan.hosts().get(0).hashCode())).doesNotContain(0);
    }

    @Test
    @DisplayName("JSON: no text at all, and hosts that are no list")
    void fromJson_edges() {
        assertThatThrownBy(() -> FleetPlan.fromJson("")).hasMessageContaining("has nothing where a plan should be an");
        assertThatThrownBy(() -> FleetPlan.fromJson("{\"hosts\":{}}"))
                .hasMessageContaining("has an object where hosts should be a list; give what toJson() wrote");
        assertThatThrownBy(() -> FleetPlan.fromJson("{\"hosts\":[true]}"))
                .hasMessageContaining("has true or false where a host should be an object");
        assertThatThrownBy(() -> FleetPlan.fromJson("{\"hosts\":[null,1.5]}"))
                .hasMessageContaining("has null where a host should be an object");
        assertThatThrownBy(() -> FleetPlan.fromJson("{\"name\":1.5}"))
                .hasMessageContaining("has a number where name should be text");
    }
}
