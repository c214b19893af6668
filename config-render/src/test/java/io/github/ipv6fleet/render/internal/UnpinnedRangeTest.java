package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpinnedRangeTest {
    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @CsvSource({
        "2001:db8::8/126, '', 2001:db8::a/127",
        "2001:db8::8/126, 2001:db8::a, 2001:db8::b/128",
        "2001:db8::8/126, 2001:db8::a 2001:db8::b, 2001:db8::8/127",
        "2001:db8::/112, 2001:db8::2 2001:db8::3, 2001:db8::8000/113",
        "2001:db8::/112, 2001:db8::2 2001:db8::ffff, 2001:db8::8000/114",
        "2001:db8::/80, 2001:db8::2, 2001:db8::8000:0:0/81"
    })
    void range_ofPins(String network, String pins, String expected) {
        List<Ipv6Address> pinned = Stream.of(pins.split(" ", -1))
                .filter(pin -> !pin.isEmpty())
                .map(Ipv6Address::parse)
                .toList();

        assertThat(UnpinnedRange.of(Ipv6Block.parse(network), pinned)).hasToString(expected);
    }

    @Test
    @DisplayName("against every aligned block of a small network: free of pins, and none is larger")
    void range_isTheLargestFreeBlock() {
        for (int i = 0; i < 2_000; i++) {
            int bits = 122 + random.nextInt(5);
            Ipv6Block network = new Ipv6Block(Ipv6Address.parse("2001:db8::4000"), bits);
            Set<Ipv6Address> pinned = new HashSet<>();
            for (int n = random.nextInt(1 << (128 - bits)); n > 0; n--) {
                pinned.add(network.first().plus(2 + random.nextInt((1 << (128 - bits)) - 2)));
            }
            Ipv6Block range = UnpinnedRange.of(network, pinned);
            String replay = network + " " + pinned + "; replay with -Dipv6fleet.seed=" + seed;

            assertThat(pinned.stream().filter(range::contains)).as(replay).isEmpty();
            List<Ipv6Block> free = free(network, pinned);
            if (free.isEmpty()) {
                assertThat(range).as(replay).isEqualTo(new Ipv6Block(network.first(), 127));
                assertThat(UnpinnedRange.capacity(network, range)).isZero();
            } else {
                assertThat(range).as(replay).isEqualTo(free.get(free.size() - 1));
                assertThat(UnpinnedRange.capacity(network, range)).isEqualTo(1L << (128 - range.prefixLength()));
            }
        }
    }

    /** The free blocks of the largest size that has any. */
    private static List<Ipv6Block> free(Ipv6Block network, Set<Ipv6Address> pinned) {
        List<Ipv6Block> free = new ArrayList<>();
        for (int bits = network.prefixLength(); bits <= 128 && free.isEmpty(); bits++) {
            for (long part = 0; part < 1L << (bits - network.prefixLength()); part++) {
                Ipv6Block block = network.part(bits, part);
                boolean taken = block.contains(network.first())
                        || block.contains(network.first().plus(1))
                        || pinned.stream().anyMatch(block::contains);
                if (!taken) {
                    free.add(block);
                }
            }
        }
        return free;
    }
}
