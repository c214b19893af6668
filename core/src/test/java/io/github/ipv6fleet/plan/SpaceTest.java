package io.github.ipv6fleet.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole of a small universe: 16 addresses, in which EC2 would delegate blocks of four, and every pattern of use. */
class SpaceTest {
    private static final Ipv6Block UNIVERSE = Ipv6Block.parse("2001:db8::20/124");
    private static final int SIZE = 16;
    private static final int PATTERNS = 1 << SIZE;
    private static final int DELEGATED_BITS = 126;
    private static final int DELEGATED = 4;

    @ParameterizedTest(name = "blocks of /{0}, orders {1}")
    @DisplayName("all 65,536 patterns: addresses and blocks taken in every mix are those that a search of all finds")
    @CsvSource({"126, ABABABABAB", "126, AABBABABAA", "127, ABABABABABAB", "127, BBABBAAABB", "127, AAABAAABBB"})
    void take_agreesWithSearchingEverything(int blockBits, String order) {
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            Space space = new Space(UNIVERSE, used(pattern), blockBits, DELEGATED_BITS);
            Oracle oracle = new Oracle(pattern);
            List<String> taken = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < order.length(); i++) {
                boolean address = order.charAt(i) == 'A';
                taken.add(String.valueOf(address ? space.takeAddress() : space.takeBlock()));
                expected.add(oracle.take(address ? 128 : blockBits));
            }
            if (!taken.equals(expected)) {
                assertThat(taken)
                        .as("pattern %s", Integer.toBinaryString(pattern))
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "/{0}")
    @DisplayName("all 65,536 patterns: whole blocks are counted as a search of all counts them")
    @CsvSource({"125", "126", "127", "128"})
    void wholeBlocks_agreesWithCounting(int bits) {
        for (int pattern = 0; pattern < PATTERNS; pattern++) {
            Oracle oracle = new Oracle(pattern);
            int count = 0;
            while (!"null".equals(oracle.take(bits))) {
                count++;
            }
            if (Space.wholeBlocks(UNIVERSE, used(pattern), bits) != count) {
                assertThat(Space.wholeBlocks(UNIVERSE, used(pattern), bits))
                        .as("pattern %s", Integer.toBinaryString(pattern))
                        .isEqualTo(count);
            }
        }
    }

    @ParameterizedTest(name = "blocks of /{0}")
    @DisplayName("random mixes until nothing is left, also in spaces that cut a delegated block")
    @CsvSource({"126", "127"})
    void take_inRandomOrder(int blockBits) {
        Random random = Seeds.random();
        for (int round = 0; round < 20_000; round++) {
            int pattern = random.nextInt(PATTERNS);
            Space space = new Space(UNIVERSE, used(pattern), blockBits, DELEGATED_BITS);
            Oracle oracle = new Oracle(pattern);
            for (int i = 0; i < 24; i++) {
                boolean address = random.nextBoolean();
                String found = String.valueOf(address ? space.takeAddress() : space.takeBlock());
                assertThat(found)
                        .as(Seeds.replay("pattern " + Integer.toBinaryString(pattern)))
                        .isEqualTo(oracle.take(address ? 128 : blockBits));
            }
        }
    }

    /** In two sets, of which some ranges overlap, touch or hold one another. */
    private static List<Ipv6AddressSet> used(int pattern) {
        return List.of(setOf(pattern & 0xff0f), setOf(pattern & 0x3cff));
    }

    private static Ipv6AddressSet setOf(int pattern) {
        Ipv6AddressSet.Builder used = Ipv6AddressSet.builder();
        for (int i = 0; i < SIZE; i++) {
            if ((pattern >> i & 1) == 1) {
                used.add(UNIVERSE.first().plus(i));
            }
        }
        return used.build();
    }

    /** Looks at every place, in the order of the rule: what cannot be delegated from the start, then the rest. */
    private static final class Oracle {
        private final boolean[] taken = new boolean[SIZE];
        private final boolean[] broken = new boolean[SIZE / DELEGATED];

        Oracle(int pattern) {
            for (int i = 0; i < SIZE; i++) {
                taken[i] = (pattern >> i & 1) == 1;
                broken[i / DELEGATED] |= taken[i];
            }
        }

        String take(int bits) {
            String found = take(bits, true);
            return "null".equals(found) ? take(bits, false) : found;
        }

        private String take(int bits, boolean fromBroken) {
            int size = 1 << (128 - bits);
            for (int start = 0; start < SIZE; start += size) {
                boolean free = broken[start / DELEGATED] == fromBroken;
                for (int i = start; i < start + size; i++) {
                    free &= !taken[i] && broken[i / DELEGATED] == fromBroken;
                }
                if (free) {
                    for (int i = start; i < start + size; i++) {
                        taken[i] = true;
                    }
                    String text = UNIVERSE.first().plus(start).toString();
                    return bits == 128 ? text : text + "/" + bits;
                }
            }
            return "null";
        }
    }
}
