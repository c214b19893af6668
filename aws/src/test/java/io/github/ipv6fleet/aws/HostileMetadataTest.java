package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.MetadataStandIn.NIC;
import static io.github.ipv6fleet.aws.MetadataStandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever answers in the place of the metadata service can say anything. The end is a safety net. */
@Timeout(60)
class HostileMetadataTest {
    private final MetadataStandIn service = new MetadataStandIn();
    private final Hurried clock = new Hurried();

    @AfterEach
    void close() {
        service.close();
    }

    private ThisHost.Reader reader() {
        return ThisHost.reader().endpoint(service.endpoint()).time(clock);
    }

    static Stream<String> paths() {
        return Stream.of(
                "mac",
                "instance-id",
                "instance-type",
                "ami-id",
                "placement/region",
                "placement/availability-zone",
                NIC + "interface-id",
                NIC + "local-ipv4s",
                NIC + "ipv6s",
                NIC + "ipv6-prefix",
                NIC + "subnet-id",
                NIC + "subnet-ipv6-cidr-blocks",
                NIC + "vpc-id",
                NIC + "security-group-ids");
    }

    @ParameterizedTest
    @MethodSource("paths")
    @DisplayName("no value gets in that has not the form of its kind, and what is said of it is short and harmless")
    void hostile(String path) {
        List<String> values = List.of(
                "\"",
                "'; rm -rf / #",
                "$(reboot)",
                "`reboot`",
                "../../user-data",
                "{\"a\": [1]}",
                "key: [value]",
                "\u001b[2J",
                "\u0000",
                "x".repeat(10_000),
                "2600::/80 ",
                "fe80::1%eth0",
                "999.1.1.1",
                "null");
        for (String value : values) {
            boolean block = value.equals("2600::/80 ") && (path.contains("prefix") || path.contains("blocks"));
            boolean name = value.equals("null") && path.startsWith("placement/");
            if (block || name) {
                continue; // of that form it is
            }
            service.says(path, value);

            assertThatThrownBy(reader()::read)
                    .as(path + " = " + value)
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining("the metadata service says " + path + " \"")
                    .satisfies(
                            e -> assertThat(e.getMessage()).hasSizeLessThan(600).matches("[ -~]*"));
        }
    }

    @Test
    @DisplayName("a megabyte for any value: refused by its size")
    void megabyte() {
        paths().forEach(path -> {
            service.once(path, status(200, "x".repeat(1 << 20)));

            assertThatThrownBy(reader()::read).as(path).hasMessageContaining("answers more than 16384 bytes to");
        });
    }

    @Test
    @DisplayName("random bytes for any value: an exception of ours or values of their form, never anything else")
    void random() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<String> all = paths().toList();
        String alphabet = "0123456789abcdef:/.-\n\r \"'$(){}[]<>&;|\\`\t\u0001\u00e9xyz";
        for (int i = 0; i < 150; i++) {
            String path = all.get(random.nextInt(all.size()));
            StringBuilder value = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(c -> value.append(alphabet.charAt(c)));
            try (MetadataStandIn fuzzed = new MetadataStandIn().says(path, value.toString())) {
                String said = ThisHost.reader()
                        .endpoint(fuzzed.endpoint())
                        .time(clock)
                        .read()
                        .toString();
                assertThat(said).as("replay with -Dipv6fleet.seed=" + seed).matches("[ -~]*");
            } catch (FleetException e) {
                assertThat(e.getMessage())
                        .as("replay with -Dipv6fleet.seed=" + seed)
                        .matches("[ -~]*");
            }
        }
    }
}
