package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RadixSortTest {
    @Test
    @DisplayName("random keys of every width come out as unsigned numbers ascend")
    void sort_agreesWithTheJdk() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int width = 1; width <= Long.SIZE; width++) {
            long[] keys = random.longs(random.nextInt(400)).toArray();
            int shift = Long.SIZE - width;
            Arrays.setAll(keys, i -> random.nextBoolean() ? keys[i] >>> shift : keys[i] << shift);
            int size = keys.length - random.nextInt(Math.min(3, keys.length + 1));
            long[] expected = unsigned(Arrays.copyOf(keys, size));
            int[] order = RadixSort.arrange(IntStream.range(0, size).toArray(), keys, 1, 0);
            long[] arranged = Arrays.stream(order).mapToLong(i -> keys[i]).toArray();
            long[] rest = Arrays.copyOfRange(keys, size, keys.length);

            RadixSort.sort(keys, size);

            String replay = "width " + width + ", seed " + seed;
            assertThat(Arrays.copyOf(keys, size)).as(replay).isEqualTo(expected);
            assertThat(Arrays.copyOfRange(keys, size, keys.length)).as(replay).isEqualTo(rest);
            assertThat(arranged).as(replay).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("rows with equal keys keep their order, so two columns can be sorted one after the other")
    void arrange_isStable() {
        long[] rows = {7, 2, 5, 1, 7, 1, 5, 2};
        int[] byLow = RadixSort.arrange(new int[] {0, 1, 2, 3}, rows, 2, 1);
        assertThat(RadixSort.arrange(byLow, rows, 2, 0)).containsExactly(1, 3, 2, 0);
    }

    private static long[] unsigned(long[] keys) {
        return Arrays.stream(keys)
                .boxed()
                .sorted(Long::compareUnsigned)
                .mapToLong(Long::longValue)
                .toArray();
    }
}
