package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A host that is there, or was planned, stays where it is. */
class StabilityTest {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("any", 1000, true);

    private static FleetSpec.Builder edge() {
        return FleetSpec.builder("edge", LIMITS);
    }

    @Test
    @DisplayName("random subnets, windows and pins: plans overlap nothing, and adding hosts moves none before them")
    void addingHosts_movesNone() {
        Random random = Seeds.random();
        for (int round = 0; round < 400; round++) {
            SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", SUBNET);
            Ipv6AddressSet.Builder used = Ipv6AddressSet.builder();
            for (int i = random.nextInt(20); i > 0; i--) {
                Ipv6Address somewhere =
                        new Ipv6Address(SUBNET.first().high(), (long) random.nextInt(64) << 48 | random.nextInt(64));
                used.add(random.nextInt(4) == 0 ? Ipv6Block.around(somewhere, 80) : new Ipv6Block(somewhere, 128));
            }
            SubnetSnapshot snapshot = subnet.inUse(used.build()).build();
            FleetSpec.Builder spec = edge().blockSource(
                            random.nextBoolean() ? BlockSource.plannedPrefix() : BlockSource.addressRun(122));
            if (random.nextBoolean()) {
                spec.within("2001:db8:0:0:20::/75");
            }
            int hosts = 1 + random.nextInt(6);
            String replay = Seeds.replay("round " + round);

            FleetPlan few = AddressPlanner.plan(spec.hosts(hosts).build(), snapshot);
            FleetPlan more = AddressPlanner.plan(spec.hosts(hosts + 3).build(), snapshot);

            assertThat(more.hosts().subList(0, hosts)).as(replay).isEqualTo(few.hosts());
            assertThat(FleetPlan.of("edge", more.hosts()))
                    .as("no overlaps: " + replay)
                    .isEqualTo(more);
            for (HostPlan host : more.hosts()) {
                assertThat(snapshot.inUse().contains(host.address())).as(replay).isFalse();
                assertThat(snapshot.inUse().overlaps(host.containerBlock()))
                        .as(replay)
                        .isFalse();
                assertThat(snapshot.reservedByEc2().overlaps(host.containerBlock()))
                        .as(replay)
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("removing a host frees its block and leaves the others; the next new host gets it")
    void removingAHost_leavesTheOthers() {
        SubnetSnapshot empty = SubnetSnapshot.builder("subnet-1", SUBNET).build();
        FleetPlan three = AddressPlanner.plan(hosts("a", "b", "c").build(), empty);
        FleetPlan two = AddressPlanner.plan(hosts("a", "c").keep(three).build(), empty);
        FleetPlan again = AddressPlanner.plan(hosts("a", "c", "d").keep(two).build(), empty);

        assertThat(two.hosts())
                .containsExactly(three.hosts().get(0), three.hosts().get(2));
        assertThat(again.hosts().subList(0, 2)).isEqualTo(two.hosts());
        assertThat(again.hosts().get(2).containerBlock())
                .isEqualTo(three.hosts().get(1).containerBlock());
        assertThat(AddressPlanner.plan(hosts("a", "c").build(), empty).hosts().get(1))
                .as("without keep, c would move")
                .isNotEqualTo(three.hosts().get(2));
    }

    @Test
    @DisplayName("a pinned host that comes later does not move those that are kept, and is refused by name")
    void pinningWhatIsKept_isRefused() {
        SubnetSnapshot empty = SubnetSnapshot.builder("subnet-1", SUBNET).build();
        FleetPlan two = AddressPlanner.plan(hosts("a", "b").build(), empty);
        FleetSpec.Builder more = hosts("a", "b")
                .host(HostSpec.builder("c").containers("2001:db8:0:0:1::/80").build())
                .keep(two);

        assertThatThrownBy(() -> AddressPlanner.plan(more.build(), empty))
                .hasMessage("host c: 2001:db8:0:0:1::/80: overlaps 2001:db8:0:0:1::/80 of host a; give each host its"
                        + " own");
    }

    @Test
    @DisplayName("hosts that a snapshot shows keep what they have, and what they lack is planned")
    void observedHosts_keepWhatTheyHave() {
        SubnetSnapshot subnet = SubnetSnapshot.builder("subnet-1", SUBNET)
                .host(observed("b", "2001:db8::9", "2001:db8:0:0:7::/80"))
                .host(ObservedHost.builder("edge", "c")
                        .address(Ipv6Address.parse("2001:db8::4"))
                        .build())
                .build();
        List<HostPlan> plan =
                AddressPlanner.plan(hosts("a", "b", "c").build(), subnet).hosts();

        assertThat(plan)
                .extracting(HostPlan::toString)
                .containsExactly(
                        "a 2001:db8::5 containers 2001:db8:0:0:1::/80",
                        "b 2001:db8::9 containers 2001:db8:0:0:7::/80",
                        "c 2001:db8::4 containers 2001:db8:0:0:2::/80");
    }

    @Test
    @DisplayName("a pin that the host does not have, and one that somebody has, are refused by name")
    void pinsAgainstWhatIsThere_areRefused() {
        SubnetSnapshot subnet = SubnetSnapshot.builder("subnet-1", SUBNET)
                .host(observed("a", "2001:db8::9", "2001:db8:0:0:7::/80"))
                .inUse(Ipv6Block.parse("2001:db8::77/128"), "eni-7")
                .build();
        FleetSpec.Builder spec = edge().host(
                        HostSpec.builder("a").address("2001:db8::8").build())
                .host(HostSpec.builder("b").address("2001:db8::9").build())
                .host(HostSpec.builder("c").address("2001:db8::77").build());

        assertThatThrownBy(() -> AddressPlanner.plan(spec.build(), subnet))
                .hasMessage("host a: 2001:db8::8: the host is there and has 2001:db8::9; leave the pin away, or replace"
                        + " the host\n"
                        + "host b: 2001:db8::9: is in use in subnet-1 (2001:db8::/64) by host a of fleet edge; free it"
                        + " there, take another, or let the planner choose\n"
                        + "host c: 2001:db8::77: is in use in subnet-1 (2001:db8::/64) by eni-7; free it there, take"
                        + " another, or let the planner choose");
    }

    private static ObservedHost observed(String name, String address, String block) {
        return ObservedHost.builder("edge", name)
                .address(Ipv6Address.parse(address))
                .containerBlock(Ipv6Block.parse(block))
                .build();
    }

    private static FleetSpec.Builder hosts(String... names) {
        FleetSpec.Builder spec = edge();
        for (String name : names) {
            spec.host(HostSpec.builder(name).build());
        }
        return spec;
    }
}
