package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreeRangesTest {
    private static final long HIGH = 0x20010db8_00000000L;

    @Test
    @DisplayName("random sets and blocks: the walk that leaps finds what the one that looks at each range finds")
    void nextWith_agreesWithNext() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        int found = 0;
        for (int round = 0; round < 4_000; round++) {
            List<Ipv6AddressSet> sets = new ArrayList<>();
            boolean several = random.nextInt(4) == 0;
            for (int i = random.nextInt(3); i >= 0; i--) {
                sets.add(set(random, several));
            }
            int bits = 112 + random.nextInt(17);
            Ipv6Block block =
                    Ipv6Block.around(new Ipv6Address(HIGH, random.nextInt(1 << 12)), 108 + random.nextInt(21));
            if (several && random.nextBoolean()) {
                block = Ipv6Block.around(block.first(), 62);
            }
            String replay = sets + " in " + block + " /" + bits + "; replay with -Dipv6fleet.seed=" + seed;

            List<String> expected = new ArrayList<>();
            for (FreeRanges free = FreeRanges.in(block, sets); free.next(); ) {
                if (holds(free, bits)) {
                    expected.add(free.first() + "-" + free.last());
                }
            }
            List<String> leaping = new ArrayList<>();
            for (FreeRanges free = FreeRanges.in(block, sets); free.nextWith(bits); ) {
                leaping.add(free.first() + "-" + free.last());
            }
            assertThat(leaping).as(replay).isEqualTo(expected);
            found += leaping.size();
        }
        assertThat(found).as("ranges found; seed " + seed).isGreaterThan(2_000);
    }

    /** Sets of which many ranges are close together, some far apart. */
    private static Ipv6AddressSet set(Random random, boolean several) {
        Ipv6AddressSet.Builder set = Ipv6AddressSet.builder();
        int spread = 1 << (4 + random.nextInt(10));
        for (int i = random.nextInt(60); i > 0; i--) {
            long high = HIGH + (several ? random.nextInt(3) : 0);
            long low = (long) random.nextInt(spread) - (random.nextInt(8) == 0 ? spread : 0);
            set.add(new Ipv6Address(high, low));
        }
        return set.build();
    }

    private static boolean holds(FreeRanges free, int bits) {
        Ipv6Block block = Ipv6Block.around(free.first(), bits);
        if (block.first().equals(free.first()) && block.last().compareTo(free.last()) <= 0) {
            return true;
        }
        // The block that begins next, if it is in this /64.
        if (block.last().low() == -1L) {
            return false;
        }
        return block.last().plus(1L << (128 - bits)).compareTo(free.last()) <= 0;
    }

    @Test
    @DisplayName("a size that does not fit into a /64 is refused")
    void nextWith_ofAWrongSize() {
        FreeRanges free = Ipv6AddressSet.empty().freeIn(Ipv6Block.parse("2001:db8::/64"));
        assertThatThrownBy(() -> free.nextWith(64)).hasMessage("block of /64: must be /65 to /128");
        assertThatThrownBy(() -> free.nextWith(129)).hasMessage("block of /129: must be /65 to /128");
    }
}
