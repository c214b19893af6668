package io.github.ipv6fleet.ec2sim.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6Test {

    @ParameterizedTest
    @CsvSource({
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8::1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "0:0:0:0:0:0:0:0, ::",
        "1:0:0:0:0:0:0:0, 1::",
        "::1, ::1"
    })
    @DisplayName("the text form is the one of RFC 5952, section 4")
    void text(String given, String expected) {
        assertThat(Ipv6.parse(given)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:2:3:4:5:6:7::8:9",
                "12345::",
                "::g",
                "::1%1",
                "::1/64",
                "::1.2.3.4",
                "1:2:3:4:5:6:7:",
                ":1:2:3:4:5:6:7",
                " ::1",
                "::1 ",
                "[::1]",
                "::-1"
            })
    @DisplayName("what is not exactly one address is none")
    void strict(String text) {
        assertThat(Ipv6.parse(text)).isNull();
    }

    @Test
    @DisplayName("random addresses: the JDK reads our text as the same bytes, and we read the JDK's")
    void agreesWithJdk() throws Exception {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            // many zero groups, so that every place of the gap occurs
            int mask = random.nextInt(256);
            Ipv6 address = new Ipv6(random.nextLong() & spread(mask), random.nextLong() & spread(mask >>> 4));
            byte[] bytes = ByteBuffer.allocate(16)
                    .putLong(address.high())
                    .putLong(address.low())
                    .array();
            String replay = address + "; replay with -Dipv6fleet.seed=" + seed;

            assertThat(Ipv6.parse(address.toString())).as(replay).isEqualTo(address);
            if (address.high() != 0) { // below ::1:0:0:0:0 the JDK may make it an IPv4 address
                assertThat(InetAddress.getByName(address.toString()).getAddress())
                        .as(replay)
                        .isEqualTo(bytes);
                assertThat(Ipv6.parse(InetAddress.getByAddress(bytes).getHostAddress()))
                        .as(replay)
                        .isEqualTo(address);
            }
        }
    }

    private static long spread(int bits) {
        long mask = 0;
        for (int i = 0; i < 4; i++) {
            mask |= ((bits >>> i) & 1) == 0 ? 0 : 0xffffL << (16 * i);
        }
        return mask;
    }

    @Test
    @DisplayName("blocks: first and last, alignment, containment")
    void blocks() {
        Ipv6Block block = Ipv6Block.parse("2600:1f18:47b:ca03::/64");

        assertThat(block.last()).hasToString("2600:1f18:47b:ca03:ffff:ffff:ffff:ffff");
        assertThat(Ipv6Block.parse("::/0").contains(block)).isTrue();
        assertThat(block.contains(Ipv6Block.parse("2600:1f18:47b:ca03:1::/80"))).isTrue();
        assertThat(Ipv6Block.parse("2600:1f18:47b:ca03:1::/80").contains(block)).isFalse();
        assertThat(Ipv6Block.parse("2600:1f18:47b:ca03::1/64")).as("host bits").isNull();
        assertThat(Ipv6Block.parse("::/129")).isNull();
        assertThat(Ipv6Block.parse("::/01")).isNull();
        assertThat(new Ipv6(0, -1).next()).hasToString("0:0:0:1::");
    }
}
