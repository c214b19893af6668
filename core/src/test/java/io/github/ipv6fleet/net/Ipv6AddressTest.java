package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2600:1f18:47b:ca03:0:0:1:1                | 2600:1f18:47b:ca03::1:1
                    2600:1F18:047B:CA03:0000:0000:0001:0001   | 2600:1f18:47b:ca03::1:1
                    2001:db8:0:1:1:1:1:1                      | 2001:db8:0:1:1:1:1:1
                    2001:db8:0:0:1:0:0:1                      | 2001:db8::1:0:0:1
                    ::                                        | ::
                    ::1                                       | ::1
                    """)
    @DisplayName("text comes out as RFC 5952 says")
    void parse_printsCanonicalText(String text, String canonical) {
        assertThat(Ipv6Address.parse(text)).hasToString(canonical);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                       | empty text is not an IPv6 address
                    ' '                      | empty text is not an IPv6 address
                    ' ::1'                   | white space around an IPv6 address
                    '::1 '                   | white space around an IPv6 address
                    *                        | a range or wildcard is not one IPv6 address
                    2600::*                  | a range or wildcard is not one IPv6 address
                    2600::1-4                | a range or wildcard is not one IPv6 address
                    2600::_                  | a range or wildcard is not one IPv6 address
                    fe80::8%eth0             | a zone is not part of a global IPv6 address
                    10.0.0.1                 | IPv4 is not IPv6
                    ::ffff:10.0.0.1          | IPv4 is not IPv6
                    1                        | not an IPv6 address
                    10.1                     | IPv4 is not IPv6
                    /64                      | not an IPv6 address
                    ::g                      | not an IPv6 address
                    12345::                  | not an IPv6 address
                    1:2:3:4:5:6:7:8:9        | not an IPv6 address
                    1::2::3                  | not an IPv6 address
                    26001f18047bca030000000000010001 | not an IPv6 address
                    localhost                | not an IPv6 address
                    """)
    void parse_ofAnythingElse_saysWhatAndHow(String text, String problem) {
        assertThatThrownBy(() -> Ipv6Address.parse(text))
                .isInstanceOf(InvalidAddressException.class)
                .hasMessage("\"" + text + "\": " + problem + "; write one as 2001:db8::1");
    }

    @Test
    @DisplayName("a prefix length: IPAddress reads ::9/126 as one address and ::8/126 as four")
    void parse_withPrefixLength_isRefused() {
        assertThatThrownBy(() -> Ipv6Address.parse("2600:1f18:47b:ca03::9/126"))
                .hasMessage("\"2600:1f18:47b:ca03::9/126\": a prefix length makes this a block;"
                        + " for the address alone write 2600:1f18:47b:ca03::9");
        assertThatThrownBy(() -> Ipv6Address.parse("2600:1f18:47b:ca03::8/126"))
                .hasMessageContaining("for the address alone write 2600:1f18:47b:ca03::8");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000_000})
    @DisplayName("a long wrong value is not repeated in full, and control characters are not repeated at all")
    void parse_ofHostileText_keepsTheMessageShort(int length) {
        assertThatThrownBy(() -> Ipv6Address.parse("\n\u001b[31m" + "x".repeat(length)))
                .isInstanceOf(InvalidAddressException.class)
                .message()
                .hasSizeLessThan(250)
                .doesNotContain("\n", "\u001b");
    }

    @Test
    void conversions_goBothWays() throws Exception {
        Ipv6Address address = Ipv6Address.parse("2600:1f18:47b:ca03::1:1");

        assertThat(Ipv6Address.of(address.toIPAddress())).isEqualTo(address);
        assertThat(Ipv6Address.of(address.toInet6Address())).isEqualTo(address);
        Inet6Address scoped =
                Inet6Address.getByAddress(null, InetAddress.getByName("fe80::1").getAddress(), 1);
        assertThat(Ipv6Address.of(scoped)).isEqualTo(Ipv6Address.parse("fe80::1"));
        assertThatThrownBy(() -> Ipv6Address.of(
                        new IPAddressString("2001:db8::/80").getAddress().toIPv6()))
                .hasMessageContaining("is not one address");
    }

    @Test
    @DisplayName("random addresses: text round-trips, order and sums agree with 128-bit integers")
    void arithmetic_agreesWithBigInteger() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Ipv6Address a = new Ipv6Address(random.nextLong(), random.nextLong());
            Ipv6Address b = new Ipv6Address(random.nextBoolean() ? a.high() : random.nextLong(), random.nextLong());
            long offset = random.nextLong() >>> (1 + random.nextInt(60));
            String replay = a + " and " + b + "; replay with -Dipv6fleet.seed=" + seed;

            assertThat(Ipv6Address.parse(a.toString())).as(replay).isEqualTo(a);
            assertThat(Integer.signum(a.compareTo(b))).as(replay).isEqualTo(value(a).compareTo(value(b)));
            BigInteger sum = value(a).add(BigInteger.valueOf(offset));
            if (sum.bitLength() <= 128) {
                assertThat(value(a.plus(offset))).as(replay).isEqualTo(sum);
            }
        }
    }

    @Test
    void plus_beyondTheLast_isRefused() {
        Ipv6Address last = new Ipv6Address(-1, -1);
        assertThat(last.plus(0)).isEqualTo(last);
        assertThatThrownBy(() -> last.plus(1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> last.plus(-1)).hasMessageContaining("offset -1 is negative");
    }

    private static BigInteger value(Ipv6Address address) {
        return address.toIPAddress().getValue();
    }
}
