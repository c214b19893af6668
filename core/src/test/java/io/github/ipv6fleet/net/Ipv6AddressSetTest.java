package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressSeqRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Ipv6AddressSetTest {
    /** 256 addresses on both sides of a border between two /64s, where halves carry over. */
    private static final Ipv6Address START = Ipv6Address.parse("2001:db8:0:0:ffff:ffff:ffff:ff80");

    private static final int SIZE = 256;

    @Test
    @DisplayName("random sets across a /64 border agree with one bit for each address")
    void set_agreesWithBits() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        Ipv6AddressSet before = Ipv6AddressSet.empty();
        for (int round = 0; round < 500; round++) {
            BitSet oracle = new BitSet();
            BitSet twice = new BitSet();
            Ipv6AddressSet.Builder builder = Ipv6AddressSet.builder();
            for (int i = random.nextInt(12); i > 0; i--) {
                fill(builder, random, oracle, twice);
            }
            BitSet told = new BitSet();
            Ipv6AddressSet set = builder.build((first, last) -> told.set(index(first), index(last) + 1));
            String replay = set + "; replay with -Dipv6fleet.seed=" + seed;

            assertThat(bits(set)).as(replay).isEqualTo(oracle);
            assertThat(told).as("added twice: " + replay).isEqualTo(twice);
            assertThat(builder.build()).as(replay).isEqualTo(set).hasSameHashCodeAs(set);
            for (int i = 0; i < SIZE; i++) {
                Ipv6Block block = Ipv6Block.around(START.plus(i), 121 + random.nextInt(8));
                BitSet part = oracle.get(index(block.first()), index(block.last()) + 1);
                assertThat(set.contains(START.plus(i))).as(i + " in " + replay).isEqualTo(oracle.get(i));
                assertThat(set.overlaps(block)).as(block + " and " + replay).isEqualTo(!part.isEmpty());
                assertThat(set.contains(block))
                        .as(block + " in " + replay)
                        .isEqualTo(part.cardinality() == block.size().intValueExact());
                assertThat(freeBits(block, set))
                        .as("free in " + block + " of " + replay)
                        .isEqualTo(flipped(part, block));
                part.or(bits(before).get(index(block.first()), index(block.last()) + 1));
                assertThat(freeBits(block, set, before))
                        .as("free in " + block + " of " + before + " and " + replay)
                        .isEqualTo(flipped(part, block));
            }
            before = set;
        }
    }

    /** Adds something in one of the ways there are, and notes which addresses that were and which were there. */
    private static void fill(Ipv6AddressSet.Builder builder, Random random, BitSet oracle, BitSet twice) {
        int first = random.nextInt(SIZE);
        int last = Math.min(SIZE - 1, first + random.nextInt(20));
        switch (random.nextInt(5)) {
            case 0 -> builder.add(START.plus(first), START.plus(last));
            case 1 -> {
                builder.add(START.plus(first));
                last = first;
            }
            case 2 -> {
                Ipv6Block block = Ipv6Block.around(START.plus(first), 123);
                builder.add(block);
                first = index(block.first());
                last = index(block.last());
            }
            case 3 -> {
                boolean below = first < SIZE / 2;
                last = below ? Math.min(last, SIZE / 2 - 1) : last;
                long[] lows = new long[last - first + 1];
                for (int i = 0; i < lows.length; i++) {
                    lows[i] = START.plus(last - i).low();
                }
                builder.addAll(START.plus(first).high(), lows);
            }
            default ->
                builder.add(Ipv6AddressSet.builder()
                        .add(START.plus(first), START.plus(last))
                        .build());
        }
        for (int i = first; i <= last; i++) {
            twice.set(i, twice.get(i) || oracle.get(i));
            oracle.set(i);
        }
    }

    private static int index(Ipv6Address address) {
        return (int) (address.low() - START.low());
    }

    private static BitSet bits(Ipv6AddressSet set) {
        BitSet bits = new BitSet();
        set.forEachRange((first, last) -> bits.set(index(first), index(last) + 1));
        return bits;
    }

    private static BitSet freeBits(Ipv6Block block, Ipv6AddressSet... taken) {
        BitSet bits = new BitSet();
        for (FreeRanges free = FreeRanges.in(block, List.of(taken)); free.next(); ) {
            assertThat(free.first().compareTo(free.last())).isNotPositive();
            bits.set(
                    (int) (free.first().low() - block.first().low()),
                    (int) (free.last().low() - block.first().low()) + 1);
        }
        return bits;
    }

    private static BitSet flipped(BitSet part, Ipv6Block block) {
        BitSet flipped = (BitSet) part.clone();
        flipped.flip(0, block.size().intValueExact());
        return flipped;
    }

    @Test
    @DisplayName("addresses further apart than a long can say stay apart")
    void addAll_farApart() {
        Ipv6AddressSet set = Ipv6AddressSet.builder()
                .addAll(0, Long.MIN_VALUE + 5, -1L, 0, 1, Long.MIN_VALUE)
                .build();

        assertThat(set).hasToString("[::-::1, ::8000:0:0:0, ::8000:0:0:5, ::ffff:ffff:ffff:ffff]");
        assertThat(Ipv6AddressSet.builder().addAll(7).build()).isEqualTo(Ipv6AddressSet.empty());
    }

    @Test
    @DisplayName("what is free in a block of many /64s comes one /64 at a time, to the very last address")
    void freeIn_aLargeBlock() {
        Ipv6AddressSet taken = Ipv6AddressSet.builder()
                .add(Ipv6Address.parse("ffff:ffff:ffff:fffc::"), Ipv6Address.parse("ffff:ffff:ffff:fffd::1"))
                .add(Ipv6Address.parse("ffff:ffff:ffff:ffff::5"))
                .build();
        List<String> found = new ArrayList<>();
        FreeRanges free = taken.freeIn(Ipv6Block.parse("ffff:ffff:ffff:fffc::/62"));
        while (free.next()) {
            found.add(free.first() + " to " + free.last());
        }
        assertThat(found)
                .containsExactly(
                        "ffff:ffff:ffff:fffd::2 to ffff:ffff:ffff:fffd:ffff:ffff:ffff:ffff",
                        "ffff:ffff:ffff:fffe:: to ffff:ffff:ffff:fffe:ffff:ffff:ffff:ffff",
                        "ffff:ffff:ffff:ffff:: to ffff:ffff:ffff:ffff::4",
                        "ffff:ffff:ffff:ffff::6 to ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        assertThat(free.next()).isFalse();
        assertThat(Ipv6AddressSet.builder()
                        .add(Ipv6Block.parse("::/0"))
                        .build()
                        .freeIn(Ipv6Block.parse("::/0"))
                        .next())
                .isFalse();
    }

    @Test
    @DisplayName("ranges and blocks of IPAddress come in and go out")
    void convertsFromAndToIpAddress() {
        IPv6Address block = new IPAddressString("2001:db8::8/126")
                .getAddress()
                .toPrefixBlock()
                .toIPv6();
        IPv6Address one = new IPAddressString("2001:db8::20").getAddress().toIPv6();
        IPv6AddressSeqRange range = one.spanWithRange(one.increment(5));
        Ipv6AddressSet set = Ipv6AddressSet.builder().add(block).add(range).build();

        assertThat(set).hasToString("[2001:db8::8-2001:db8::b, 2001:db8::20-2001:db8::25]");
        assertThat(set.toIPAddress()).containsExactly(block.coverWithSequentialRange(), range);
        assertThatThrownBy(() -> Ipv6AddressSet.builder()
                        .add(new IPAddressString("10.0.0.1").getAddress().coverWithSequentialRange()))
                .hasMessageContaining("is not an IPv6 range; give one of IPv6");
        assertThatThrownBy(() -> Ipv6AddressSet.builder()
                        .add(new IPAddressString("2001:db8::*:1").getAddress().toIPv6()))
                .hasMessageContaining("is not one range; add its ranges one by one");
        assertThatThrownBy(() -> Ipv6AddressSet.builder().add(Ipv6Address.parse("::2"), Ipv6Address.parse("::1")))
                .hasMessageContaining("the range ends before it starts; write it as ::1-::2");
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
