package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every pattern of 16 places through the planner itself, until it says that there is no room. */
class ExhaustivePlanTest {
    private static final int SIZE = 16;
    private static final int PATTERNS = 1 << SIZE;
    private static final int MOST_HOSTS = 8;
    private static final InterfaceLimits LIMITS = InterfaceLimits.of("any", 1000, true);
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8::/64");

    @Test
    @DisplayName("all patterns of 16 addresses: runs of /126 and host addresses")
    void plan_ofRuns() {
        Ipv6Block window = Ipv6Block.parse("2001:db8:0:0:5::40/124");
        FleetSpec[] specs = specs(BlockSource.addressRun(126), window);
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", SUBNET);
            boolean[] taken = new boolean[SIZE];
            for (int i = 0; i < SIZE; i++) {
                taken[i] = (pattern >> i & 1) == 1;
                if (taken[i]) {
                    subnet.inUse(window.first().plus(i));
                }
            }
            List<String> expected = new ArrayList<>();
            while (true) {
                int address = lowest(taken, 1);
                int run = lowest(taken, 4);
                if (address < 0 || run < 0) {
                    break;
                }
                expected.add(window.first().plus(address) + " "
                        + new Ipv6Block(window.first().plus(run), 126));
            }
            check(specs, subnet.build(), expected, pattern);
        }
    }

    @Test
    @DisplayName("all patterns of 16 /80s, whole, with an address in it or delegated: planned prefixes")
    void plan_ofPrefixes() {
        Ipv6Block window = Ipv6Block.parse("2001:db8:0:0:10::/76");
        FleetSpec[] specs = specs(BlockSource.plannedPrefix(), window);
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            SubnetSnapshot.Builder subnet = SubnetSnapshot.builder("subnet-1", SUBNET);
            boolean[] taken = new boolean[SIZE];
            int broken = -1;
            for (int i = 0; i < SIZE; i++) {
                Ipv6Block slot = window.part(80, i);
                taken[i] = (pattern >> i & 1) == 1;
                if (taken[i] && i % 3 == 1) {
                    subnet.inUse(slot);
                } else if (taken[i]) {
                    subnet.inUse(slot.first());
                    broken = broken < 0 ? i : broken;
                }
            }
            List<String> expected = new ArrayList<>();
            // Without a broken /80 the first host's address breaks the first whole one; all others follow it there.
            int home = broken >= 0 ? broken : lowest(taken, 1);
            while (home >= 0) {
                int block = lowest(taken, 1);
                if (block < 0) {
                    break;
                }
                int address = expected.size() + (broken >= 0 ? 1 : 0);
                expected.add(window.part(80, home).first().plus(address) + " " + window.part(80, block));
            }
            check(specs, subnet.build(), expected, pattern);
        }
    }

    private static FleetSpec[] specs(BlockSource source, Ipv6Block window) {
        FleetSpec[] specs = new FleetSpec[MOST_HOSTS + 1];
        for (int hosts = 1; hosts <= MOST_HOSTS; hosts++) {
            specs[hosts] = FleetSpec.builder("edge", LIMITS)
                    .blockSource(source)
                    .within(window)
                    .hosts(hosts)
                    .build();
        }
        return specs;
    }

    /** As many hosts as fit are planned as expected, and one more is refused. */
    private static void check(FleetSpec[] specs, SubnetSnapshot subnet, List<String> expected, int pattern) {
        int hosts = Math.min(expected.size(), MOST_HOSTS);
        String what = "pattern " + Integer.toBinaryString(pattern);
        if (hosts > 0) {
            List<String> planned = AddressPlanner.plan(specs[hosts], subnet).hosts().stream()
                    .map(host -> host.address() + " " + host.containerBlock())
                    .toList();
            if (!planned.equals(expected.subList(0, hosts))) {
                assertThat(planned).as(what).isEqualTo(expected.subList(0, hosts));
            }
        }
        if (hosts < MOST_HOSTS) {
            String refused = "";
            try {
                AddressPlanner.plan(specs[hosts + 1], subnet);
            } catch (PlanException e) {
                refused = e.getMessage();
            }
            String room = " has room for " + hosts + (hosts == 1 ? " host with a" : " hosts with a");
            if (!refused.contains(room)) {
                assertThat(refused).as(what).contains(room);
            }
        }
    }

    private static int lowest(boolean[] taken, int size) {
        for (int start = 0; start < SIZE; start += size) {
            boolean free = true;
            for (int i = start; i < start + size; i++) {
                free &= !taken[i];
            }
            if (free) {
                for (int i = start; i < start + size; i++) {
                    taken[i] = true;
                }
                return start;
            }
        }
        return -1;
    }
}
