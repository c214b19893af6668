package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Ipv6AddressSetTest {
    private static final Ipv6Block UNIVERSE = Ipv6Block.parse("2001:db8::/120");

    @Test
    @DisplayName("random sets in a universe of 256 addresses agree with a set of addresses")
    void membership_agreesWithHashSet() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Set<Ipv6Address> oracle = new HashSet<>();
            Ipv6AddressSet.Builder builder = Ipv6AddressSet.builder();
            for (int i = random.nextInt(20); i > 0; i--) {
                Ipv6Block block = Ipv6Block.around(UNIVERSE.first().plus(random.nextInt(256)), 122 + random.nextInt(7));
                builder.add(block);
                for (long j = 0; j < block.size().longValueExact(); j++) {
                    oracle.add(block.first().plus(j));
                }
            }
            Ipv6AddressSet set = Ipv6AddressSet.builder().add(builder.build()).build();
            String replay = set + "; replay with -Dipv6fleet.seed=" + seed;
            for (int i = 0; i < 256; i++) {
                Ipv6Address address = UNIVERSE.first().plus(i);
                assertThat(set.contains(address)).as(address + " in " + replay).isEqualTo(oracle.contains(address));
                Ipv6Block around = Ipv6Block.around(address, 125);
                assertThat(set.overlaps(around))
                        .as(around + " and " + replay)
                        .isEqualTo(oracle.stream().anyMatch(around::contains));
            }
            assertThat(set.isEmpty()).as(replay).isEqualTo(oracle.isEmpty());
        }
    }

    @Test
    @DisplayName("ranges that overlap or touch become one, also at the end of all addresses")
    void build_mergesRanges() {
        Ipv6AddressSet set = Ipv6AddressSet.builder()
                .add(Ipv6Address.parse("2001:db8::c"))
                .add(Ipv6Block.parse("2001:db8::8/126"))
                .add(Ipv6Block.parse("2001:db8::8/127"))
                .add(Ipv6Address.parse("2001:db8::1"))
                .add(new Ipv6Address(-1, -1))
                .add(Ipv6Block.parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127"))
                .build();

        assertThat(set)
                .hasToString("[2001:db8::1, 2001:db8::8-2001:db8::c,"
                        + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]");
    }
}
