package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6BlockTest {

    @Test
    @DisplayName("the procedure's block has four addresses, ::8 to ::b")
    void parse_ofTheProceduresBlock() {
        Ipv6Block block = Ipv6Block.parse("2600:1f18:47b:ca03::8/126");

        assertThat(block).hasToString("2600:1f18:47b:ca03::8/126");
        assertThat(block.first()).hasToString("2600:1f18:47b:ca03::8");
        assertThat(block.last()).hasToString("2600:1f18:47b:ca03::b");
        assertThat(block.size()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2600:1f18:47b:ca03::9/126 | host bits are set; did you mean 2600:1f18:47b:ca03::8/126?
                    2001:db8::8               | a block needs a prefix length; write it as 2001:db8::8/128 if one address is meant
                    2001:db8::/129            | not an IPv6 block; write it as 2001:db8::/80
                    2001:db8::/-1             | a range or wildcard is not one IPv6 block; write it as 2001:db8::/80
                    2001:db8::/080            | not an IPv6 block; write it as 2001:db8::/80
                    2001:db8::/ffff::         | not an IPv6 block; write it as 2001:db8::/80
                    /80                       | not an IPv6 block; write it as 2001:db8::/80
                    ''                        | empty text is not an IPv6 block; write it as 2001:db8::/80
                    2001:db8::1-4/126         | a range or wildcard is not one IPv6 block; write it as 2001:db8::/80
                    fe80::8%eth0/126          | a zone is not part of a global IPv6 block; write it as 2001:db8::/80
                    '2001:db8::/80 '          | white space around an IPv6 block; write it as 2001:db8::/80
                    10.0.0.0/28               | IPv4 is not IPv6; write it as 2001:db8::/80
                    """)
    void parse_ofAnythingElse_namesTheRemedy(String cidr, String expected) {
        assertThatThrownBy(() -> Ipv6Block.parse(cidr))
                .isInstanceOf(InvalidAddressException.class)
                .hasMessage("\"" + cidr + "\": " + expected);
    }

    @Test
    void part_countsEqualParts() {
        Ipv6Block block = Ipv6Block.parse("2600:1f18:47b:ca03:1::/80");

        assertThat(block.part(112, 0)).hasToString("2600:1f18:47b:ca03:1::/112");
        assertThat(block.part(112, 1)).hasToString("2600:1f18:47b:ca03:1:0:1:0/112");
        assertThat(block.part(80, 0)).isEqualTo(block);
        assertThat(Ipv6Block.parse("2600:1f18:47b:ca03::/64").part(80, 0xffff))
                .hasToString("2600:1f18:47b:ca03:ffff::/80");
        assertThatThrownBy(() -> block.part(112, 1L << 32)).hasMessageContaining("has no part 4294967296");
        assertThatThrownBy(() -> block.part(79, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> block.part(112, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("random blocks: text round-trips, and every relation agrees with 128-bit integers and IPAddress")
    void relations_agreeWithOracles() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Ipv6Block a = randomBlock(random);
            Ipv6Block b = randomBlock(random);
            String replay = a + " and " + b + "; replay with -Dipv6fleet.seed=" + seed;

            assertThat(Ipv6Block.parse(a.toString())).as(replay).isEqualTo(a).hasSameHashCodeAs(a);
            assertThat(Ipv6Block.of(a.toIPAddress())).as(replay).isEqualTo(a);
            assertThat(a.compareTo(b) == 0).as(replay).isEqualTo(a.equals(b));
            assertThat(a.overlaps(b))
                    .as(replay)
                    .isEqualTo(integersOverlap(a, b))
                    .isEqualTo(b.overlaps(a));
            IPv6Address theirs = a.toIPAddress();
            assertThat(a.contains(b)).as(replay).isEqualTo(theirs.contains(b.toIPAddress()));
            assertThat(a.contains(b.last()))
                    .as(replay)
                    .isEqualTo(theirs.contains(b.last().toIPAddress()));
            assertThat(a.size()).as(replay).isEqualTo(theirs.getCount());
            assertThat(a.last())
                    .as(replay)
                    .isEqualTo(Ipv6Address.of(theirs.getUpper().withoutPrefixLength()));
        }
    }

    @Test
    @DisplayName("every prefix length, the word boundary of the two longs among them")
    void everyPrefixLength_masksAsIPAddressDoes() {
        Ipv6Address ones = new Ipv6Address(-1, -1);
        for (int bits = 0; bits <= 128; bits++) {
            IPv6Address theirs = ones.toIPAddress().setPrefixLength(bits, false).toPrefixBlock();
            Ipv6Block block = Ipv6Block.around(ones, bits);
            assertThat(block.first())
                    .as("/" + bits)
                    .isEqualTo(Ipv6Address.of(theirs.getLower().withoutPrefixLength()));
            assertThat(block.last()).as("/" + bits).isEqualTo(ones);
            if (bits >= 1 && bits <= 64) {
                assertThat(Ipv6Block.parse("::/" + (bits - 1)).part(bits, 1).first())
                        .as("/" + bits)
                        .isEqualTo(new Ipv6Address(1L << (64 - bits), 0));
            }
        }
    }

    /** All are in one /56 and most in one /120, so that many overlap. */
    private static Ipv6Block randomBlock(Random random) {
        int bits = random.nextInt(4) == 0 ? 57 + random.nextInt(63) : 120 + random.nextInt(9);
        Ipv6Address somewhere = Ipv6Address.parse("2001:db8::").plus(random.nextInt(256));
        return Ipv6Block.around(somewhere, bits);
    }

    private static boolean integersOverlap(Ipv6Block a, Ipv6Block b) {
        BigInteger firstA = a.first().toIPAddress().getValue();
        BigInteger firstB = b.first().toIPAddress().getValue();
        return firstA.max(firstB).compareTo(firstA.add(a.size()).min(firstB.add(b.size()))) < 0;
    }
}
