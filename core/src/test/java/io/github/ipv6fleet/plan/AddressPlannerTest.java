package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPlannerTest {
    private static final String P = "2600:1f18:47b:ca03:";
    private static final InterfaceLimits R5D_LARGE = InterfaceLimits.of("r5d.large", 10, true);
    private static final InterfaceLimits T3_MICRO = InterfaceLimits.of("t3.micro", 2, true);

    private static SubnetSnapshot.Builder subnet() {
        return SubnetSnapshot.builder("subnet-09a931730fa9e0000", Ipv6Block.parse(P + ":/64"));
    }

    private static FleetSpec.Builder run126() {
        return FleetSpec.builder("procedure", R5D_LARGE).blockSource(BlockSource.addressRun(126));
    }

    private static FleetSpec.Builder procedure() {
        return run126().host(host("instance-1", P + ":1:1", P + ":8/126"))
                .host(host("instance-2", P + ":2:2", P + ":c/126"));
    }

    private static HostSpec host(String name, String address, String containers) {
        return HostSpec.builder(name).address(address).containers(containers).build();
    }

    @Test
    @DisplayName("the procedure of 2018: its two hosts, and two more planned around their pins")
    void plan_ofTheProcedure_keepsPinsAndFillsUpFromBelow() {
        FleetPlan plan = AddressPlanner.plan(procedure().hosts(4).build(), subnet().build());

        assertThat(plan.toTable()).isEqualTo("""
                        HOST         ADDRESS                  CONTAINER BLOCK             SUBNET
                        instance-1   2600:1f18:47b:ca03::1:1  2600:1f18:47b:ca03::8/126   subnet-09a931730fa9e0000
                        instance-2   2600:1f18:47b:ca03::2:2  2600:1f18:47b:ca03::c/126   subnet-09a931730fa9e0000
                        procedure-3  2600:1f18:47b:ca03::4    2600:1f18:47b:ca03::10/126  subnet-09a931730fa9e0000
                        procedure-4  2600:1f18:47b:ca03::5    2600:1f18:47b:ca03::14/126  subnet-09a931730fa9e0000""");
        HostPlan first = plan.hosts().get(0);
        assertThat(first.containerNetwork()).isEqualTo(first.containerBlock());
        assertThat(first.bridgeAddress()).hasToString(P + ":9");
    }

    @Test
    @DisplayName("the table has the addresses of containers that have names")
    void toTable_ofNamedContainers_hasTheirAddresses() {
        FleetPlan plan = AddressPlanner.plan(
                procedure()
                        .host(HostSpec.builder("web-1")
                                .container("web")
                                .container("cache")
                                .build())
                        .hosts(3)
                        .build(),
                subnet().build());

        assertThat(plan.toTable().lines().toList().get(0)).endsWith("  SUBNET                    CONTAINERS");
        assertThat(plan.toTable().lines().filter(line -> line.startsWith("web-1 ")))
                .singleElement()
                .asString()
                .contains("  web 2600:1f18:47b:ca03::12, cache 2600:1f18:47b:ca03::13");
    }

    @Test
    @DisplayName("planned prefixes: whole /80s from below, never the first, which holds reserved addresses")
    void plan_ofPrefixes() {
        FleetPlan plan =
                AddressPlanner.plan(FleetSpec.builder("edge", T3_MICRO).hosts(2).build(), subnet().build());

        assertThat(plan.hosts())
                .extracting(HostPlan::toString)
                .containsExactly(
                        "edge-1 " + P + ":4 containers " + P + "1::/80",
                        "edge-2 " + P + ":5 containers " + P + "2::/80");
        assertThat(plan.hosts().get(0).containerNetwork()).hasToString(P + "1:0:1:0/112");
        assertThat(plan.hosts().get(0).bridgeAddress()).hasToString(P + "1:0:1:1");
    }

    @Test
    @DisplayName("what is in use or reserved is stepped over, and adding hosts moves none before them")
    void plan_aroundWhatIsThere() {
        SubnetSnapshot subnet = subnet().inUse(Ipv6Address.parse(P + ":4"))
                .inUse(Ipv6Block.parse(P + "1::/80"))
                .inUse(Ipv6Address.parse(P + "2:ffff::1"))
                .reservation(reservation(P + "4::/78", CidrReservation.Type.PREFIX))
                .build();
        FleetSpec.Builder edge = FleetSpec.builder("edge", T3_MICRO);

        FleetPlan two = AddressPlanner.plan(edge.hosts(2).build(), subnet);
        FleetPlan three = AddressPlanner.plan(edge.hosts(3).build(), subnet);

        assertThat(three.hosts())
                .extracting(h -> h.address() + " " + h.containerBlock())
                .containsExactly(P + ":5 " + P + "3::/80", P + ":6 " + P + "8::/80", P + ":7 " + P + "9::/80");
        assertThat(three.hosts().subList(0, 2))
                .extracting(HostPlan::toString)
                .isEqualTo(two.hosts().stream().map(HostPlan::toString).toList());
        assertThat(AddressPlanner.plan(edge.hosts(3).build(), subnet).toJson()).isEqualTo(three.toJson());
    }

    @Test
    @DisplayName("a block that does not fit the quota says need, quota and two ways out")
    void plan_beyondTheQuota_isRefused() {
        FleetSpec spec = FleetSpec.builder("edge", T3_MICRO)
                .blockSource(BlockSource.addressRun(126))
                .hosts(1)
                .build();
        assertThatThrownBy(() -> AddressPlanner.plan(spec, subnet().build()))
                .isInstanceOf(PlanException.class)
                .hasMessage("instance type t3.micro: allows 2 IPv6 addresses per interface, but a host needs 5: its own"
                        + " and 4 for the address run of /126; choose a type that allows 5, or"
                        + " BlockSource.plannedPrefix(), whose /80 counts as one address");
    }

    @Test
    @DisplayName("quota at its edge: 10 addresses hold a /125 and its host, not a /124")
    void plan_atTheEdgeOfTheQuota() {
        FleetSpec.Builder spec = FleetSpec.builder("edge", R5D_LARGE).hosts(1);
        SubnetSnapshot subnet = subnet().build();

        assertThat(AddressPlanner.plan(
                                spec.blockSource(BlockSource.addressRun(125)).build(), subnet)
                        .hosts()
                        .get(0))
                .hasToString("edge-1 " + P + ":4 containers " + P + ":8/125");
        FleetSpec tooLarge = spec.blockSource(BlockSource.addressRun(124)).build();
        assertThatThrownBy(() -> AddressPlanner.plan(tooLarge, subnet)).hasMessageContaining("a host needs 17");
    }

    @Test
    @DisplayName("types without IPv6, and prefixes on types before Nitro (Amazon EC2 User Guide, prefix delegation)")
    void plan_onUnfitTypes_isRefused() {
        SubnetSnapshot subnet = subnet().build();
        FleetSpec xen = FleetSpec.builder("edge", InterfaceLimits.of("m4.large", 10, false))
                .hosts(1)
                .build();
        FleetSpec none = FleetSpec.builder("edge", InterfaceLimits.of("m3.large", 0, false))
                .blockSource(BlockSource.addressRun(126))
                .hosts(1)
                .build();
        assertThatThrownBy(() -> AddressPlanner.plan(xen, subnet))
                .hasMessageContaining("instance type m4.large: is not built on Nitro");
        assertThatThrownBy(() -> AddressPlanner.plan(none, subnet))
                .hasMessageContaining("instance type m3.large: has no IPv6; choose another type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2600:1f18:47b:ca04::1:1 | 2600:1f18:47b:ca03::8/126   | 2600:1f18:47b:ca04::1:1: is outside the subnet
                    2600:1f18:47b:ca03::3   | 2600:1f18:47b:ca03::8/126   | 2600:1f18:47b:ca03::3: EC2 reserves the first four
                    2600:1f18:47b:ca03::1:1 | 2600:1f18:47b:ca03::/126    | 2600:1f18:47b:ca03::/126: EC2 reserves the first four
                    2600:1f18:47b:ca03:ffff:ffff:ffff:ffff | 2600:1f18:47b:ca03::8/126 | ffff: EC2 reserves the first four addresses and the last
                    2600:1f18:47b:ca03::77  | 2600:1f18:47b:ca03::8/126   | 2600:1f18:47b:ca03::77: is in use in subnet-09a931730fa9e0000
                    2600:1f18:47b:ca03::1:1 | 2600:1f18:47b:ca03::74/126  | 2600:1f18:47b:ca03::74/126: is in use
                    2600:1f18:47b:ca03::1:1 | 2600:1f18:47b:ca03:5::/126  | 2600:1f18:47b:ca03:5::/126: is in use
                    2600:1f18:47b:ca03::9   | 2600:1f18:47b:ca03::8/126   | 2600:1f18:47b:ca03::9: is in its own container block 2600:1f18:47b:ca03::8/126; take one outside the block
                    2600:1f18:47b:ca03::1:1 | 2600:1f18:47b:ca03:7::/80   | does not fit the block source, address run of /126; pin a /126, or use BlockSource.plannedPrefix()
                    2600:1f18:47b:ca03::1:1 | 2600:1f18:47b:ca03::10/125  | does not fit the block source, address run of /126; pin a /126, or use BlockSource.addressRun(125)
                    """)
    void plan_ofPinsThatCannotBe_namesThem(String address, String containers, String expected) {
        SubnetSnapshot subnet = subnet().inUse(Ipv6Address.parse(P + ":77"))
                .inUse(Ipv6Block.parse(P + "5::/80"))
                .build();
        FleetSpec spec = run126().host(host("a", address, containers)).build();
        assertThatThrownBy(() -> AddressPlanner.plan(spec, subnet))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("host a: ")
                .hasMessageContaining(expected);
    }

    @Test
    @DisplayName("every problem is said at once")
    void plan_collectsProblems() {
        FleetSpec spec = FleetSpec.builder("edge", T3_MICRO)
                .blockSource(BlockSource.addressRun(126))
                .host(host("a", P + ":1", P + ":8/126"))
                .host(host("b", P + ":1:1", P + ":8/126"))
                .build();
        assertThatThrownBy(() -> AddressPlanner.plan(spec, subnet().build()))
                .isInstanceOfSatisfying(
                        PlanException.class,
                        e -> assertThat(e.problems())
                                .extracting(SpecProblem::given)
                                .containsExactly(
                                        "instance type t3.micro", "host a: " + P + ":1", "host b: " + P + ":8/126"));
    }

    @Test
    @DisplayName("a reservation is for those who ask by name; the planner itself keeps out of it")
    void plan_inAReservation() {
        SubnetSnapshot subnet = subnet().reservation(reservation(P + "1::/80", CidrReservation.Type.EXPLICIT))
                .build();
        FleetSpec pinned = FleetSpec.builder("edge", T3_MICRO)
                .host(HostSpec.builder("a").containers(P + "1::/80").build())
                .host(HostSpec.builder("b").build())
                .build();
        assertThat(AddressPlanner.plan(pinned, subnet).hosts())
                .extracting(h -> h.containerBlock().toString())
                .containsExactly(P + "1::/80", P + "2::/80");
    }

    @Test
    @DisplayName("a full subnet: the planner finds all 65,534 /80s of a /64 and then says so")
    void plan_untilTheSubnetIsFull() {
        SubnetSnapshot subnet = subnet().build();
        FleetSpec.Builder spec = FleetSpec.builder("edge", T3_MICRO);

        assertThat(AddressPlanner.plan(spec.hosts(65_534).build(), subnet)
                        .hosts()
                        .get(65_533)
                        .containerBlock())
                .hasToString(P + "fffe::/80");
        FleetSpec oneMore = spec.hosts(65_535).build();
        assertThatThrownBy(() -> AddressPlanner.plan(oneMore, subnet))
                .hasMessageContaining("has room for 65534 hosts with a delegated /80");
    }

    private static CidrReservation reservation(String block, CidrReservation.Type type) {
        return CidrReservation.of("scr-1", Ipv6Block.parse(block), type);
    }

    @Test
    @DisplayName("a subnet smaller than the block has no room for it")
    void plan_inASubnetThatIsTooSmall() {
        SubnetSnapshot tiny = SubnetSnapshot.builder("subnet-1", Ipv6Block.parse("2001:db8::/120"))
                .build();
        FleetSpec spec = FleetSpec.builder("edge", T3_MICRO).hosts(1).build();
        assertThatThrownBy(() -> AddressPlanner.plan(spec, tiny)).hasMessageContaining("has room for 0 hosts");
    }

    @Test
    @DisplayName("random small subnets: what is planned is free, aligned and the lowest, as a search of all finds it")
    void plan_agreesWithSearchingEverything() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        Ipv6Block block = Ipv6Block.parse("2001:db8::/119");
        for (int round = 0; round < 500; round++) {
            SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", block);
            boolean[] taken = new boolean[512];
            taken[0] = taken[1] = taken[2] = taken[3] = taken[511] = true;
            for (int i = random.nextInt(60); i > 0; i--) {
                int used = random.nextInt(512);
                if (!taken[used]) {
                    subnet.inUse(block.first().plus(used));
                    taken[used] = true;
                }
            }
            int bits = 122 + random.nextInt(5);
            int hosts = 1 + random.nextInt(12);
            FleetSpec spec = FleetSpec.builder("edge", InterfaceLimits.of("any", 1000, true))
                    .blockSource(BlockSource.addressRun(bits))
                    .hosts(hosts)
                    .build();
            String expected = searched(taken, 1 << (128 - bits), hosts, block);
            String replay = "seed " + seed + ", round " + round;
            if (expected.isEmpty()) {
                assertThatThrownBy(() -> AddressPlanner.plan(spec, subnet.build()))
                        .as(replay)
                        .hasMessageContaining("has room for");
            } else {
                assertThat(AddressPlanner.plan(spec, subnet.build()).hosts().stream()
                                .map(h -> h.address() + " " + h.containerBlock() + "\n")
                                .collect(Collectors.joining()))
                        .as(replay)
                        .isEqualTo(expected);
            }
        }
    }

    /** The oracle: host after host, the lowest single address and then the lowest aligned run that are free. */
    private static String searched(boolean[] taken, int size, int hosts, Ipv6Block block) {
        StringBuilder plan = new StringBuilder();
        for (int host = 0; host < hosts; host++) {
            int address = take(taken, 1);
            int run = take(taken, size);
            if (address < 0 || run < 0) {
                return "";
            }
            plan.append(block.first().plus(address))
                    .append(' ')
                    .append(block.first().plus(run))
                    .append('/')
                    .append(128 - Integer.numberOfTrailingZeros(size))
                    .append('\n');
        }
        return plan.toString();
    }

    private static int take(boolean[] taken, int size) {
        for (int start = 0; start < taken.length; start += size) {
            boolean free = true;
            for (int i = start; i < start + size; i++) {
                free &= !taken[i];
            }
            if (free) {
                Arrays.fill(taken, start, start + size, true);
                return start;
            }
        }
        return -1;
    }
}
