package io.github.ipv6fleet.net;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import inet.ipaddr.ipv6.IPv6AddressSeqRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IPAddress and the JDK as second and third opinion on random input. */
class IpAddressOracleTest {
    private static final int ROUNDS = 3_000;

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    @DisplayName(
            "every way to write an address is read as IPAddress and the JDK read it, and written as IPAddress does")
    void parse_ofEveryNotation() throws UnknownHostException {
        for (int i = 0; i < ROUNDS; i++) {
            Ipv6Address address = randomAddress();
            if (address.high() == 0 && address.low() >>> 32 == 0xffff) {
                continue; // the JDK makes IPv4 of these
            }
            for (String text : notations(address)) {
                String replay = text + "; replay with -Dipv6fleet.seed=" + seed;
                IPv6Address theirs = new IPAddressString(text).getAddress().toIPv6();
                assertThat(Ipv6Address.parse(text))
                        .as(replay)
                        .isEqualTo(address)
                        .isEqualTo(Ipv6Address.of(theirs));
                assertThat(Ipv6Address.parse(text).toInet6Address().getAddress())
                        .as(replay)
                        .isEqualTo(InetAddress.getByName(text).getAddress());
                assertThat(address).as(replay).hasToString(theirs.toCanonicalString());
            }
        }
    }

    @Test
    @DisplayName("each of the 256 patterns of zero groups is written as IPAddress writes it")
    void toString_ofEveryPatternOfZeros() {
        for (int pattern = 0; pattern < 256; pattern++) {
            long[] halves = new long[2];
            for (int i = 0; i < 8; i++) {
                halves[i / 4] = halves[i / 4] << 16 | ((pattern >> i & 1) == 0 ? 0 : 0xa0 + i);
            }
            Ipv6Address address = new Ipv6Address(halves[0], halves[1]);
            assertThat(address).hasToString(address.toIPAddress().toCanonicalString());
            assertThat(Ipv6Address.parse(address.toString())).isEqualTo(address);
        }
    }

    @Test
    @DisplayName("blocks contain and overlap as IPAddress says, and sets hold what its ranges hold")
    void containment_agrees() {
        for (int i = 0; i < ROUNDS; i++) {
            Ipv6Block a = Ipv6Block.around(nearby(), 100 + random.nextInt(29));
            Ipv6Block b = Ipv6Block.around(nearby(), 100 + random.nextInt(29));
            Ipv6Address one = nearby();
            String replay = a + ", " + b + ", " + one + "; replay with -Dipv6fleet.seed=" + seed;
            IPv6Address ours = a.toIPAddress();
            IPv6AddressSeqRange range = ours.coverWithSequentialRange();

            assertThat(a.contains(b)).as(replay).isEqualTo(ours.contains(b.toIPAddress()));
            assertThat(a.contains(one)).as(replay).isEqualTo(ours.contains(one.toIPAddress()));
            assertThat(a.overlaps(b))
                    .as(replay)
                    .isEqualTo(range.overlaps(b.toIPAddress().coverWithSequentialRange()));
            assertThat(a.last()).as(replay).isEqualTo(Ipv6Address.of(range.getUpper()));
            assertThat(a.size()).as(replay).isEqualTo(range.getCount());
            assertThat(Ipv6Block.of(ours)).as(replay).isEqualTo(a);
            assertThat(Ipv6AddressSet.builder().add(a).add(one).build().contains(b))
                    .as(replay)
                    .isEqualTo(a.contains(b));
        }
    }

    /** Runs of zeros are where notations differ, so half of the groups are zero. */
    private Ipv6Address randomAddress() {
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            long group = random.nextBoolean() ? 0 : random.nextInt(1 << (4 * (1 + random.nextInt(4))));
            halves[i / 4] = halves[i / 4] << 16 | group;
        }
        return new Ipv6Address(halves[0], halves[1]);
    }

    private Ipv6Address nearby() {
        return new Ipv6Address(0x20010db800000000L, random.nextInt(1 << 20));
    }

    private static String[] notations(Ipv6Address address) {
        String full = "%04x:%04x:%04x:%04x:%04x:%04x:%04x:%04x".formatted(groups(address));
        String plain = "%x:%x:%x:%x:%x:%x:%x:%x".formatted(groups(address));
        String compressed = plain.replaceFirst("(^|:)0(:0)*(:|$)", "::");
        return new String[] {full, plain, plain.toUpperCase(Locale.ROOT), compressed, address.toString()};
    }

    private static Object[] groups(Ipv6Address address) {
        Object[] groups = new Object[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (i < 4 ? address.high() >>> (48 - 16 * i) : address.low() >>> (112 - 16 * i)) & 0xffff;
        }
        return groups;
    }
}
