package io.github.ipv6fleet.aws;

import static io.github.ipv6fleet.aws.MetadataStandIn.NIC;
import static io.github.ipv6fleet.aws.MetadataStandIn.cut;
import static io.github.ipv6fleet.aws.MetadataStandIn.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.net.Ipv6Block;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A prefix that EC2 has delegated, and shows to the interface late. The end is a safety net. */
@Timeout(60)
class AwaitPrefixTest {
    private static final Ipv6Block PREFIX = Ipv6Block.parse("2600:1f18:47b:ca03:1::/80");

    private final MetadataStandIn service = new MetadataStandIn();
    private final Hurried clock = new Hurried();

    @AfterEach
    void close() {
        service.close();
    }

    private ThisHost.Reader reader() {
        return ThisHost.reader().endpoint(service.endpoint()).time(clock);
    }

    @Test
    @DisplayName("awaitPrefix: 404, then there")
    void awaitPrefix() {
        service.says(NIC + "ipv6-prefix", null);
        ThisHost host = reader().read();
        clock.late = Duration.ofSeconds(20);
        clock.whenLate = () -> service.says(NIC + "ipv6-prefix", "2600:1f18:47b:ca03:1:0:0:0/80");

        assertThat(host.ipv6Prefixes()).isEmpty();
        assertThat(host.awaitPrefix(Duration.ofMinutes(1))).isEqualTo(PREFIX);
        assertThat(clock.slept.get()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(23));
        assertThat(host.ipv6Prefixes()).isEmpty();
    }

    @Test
    @DisplayName("awaitPrefix survives what passes, and a token that is no longer one")
    void awaitPrefixThroughTrouble() {
        service.says(NIC + "ipv6-prefix", null);
        ThisHost host = reader().read();
        clock.late = Duration.ofSeconds(3);
        clock.whenLate = () -> service.says(NIC + "ipv6-prefix", "2600:1f18:47b:ca03:1:0:0:0/80");
        service.once(NIC + "ipv6-prefix", status(404, ""))
                .once(NIC + "ipv6-prefix", status(503, ""))
                .once(NIC + "ipv6-prefix", status(401, ""))
                .once(NIC + "ipv6-prefix", cut());

        assertThat(host.awaitPrefix(Duration.ofMinutes(1))).isEqualTo(PREFIX);
    }

    @Test
    @DisplayName("awaitPrefix: never there is said when patience is at its end, with what to do")
    void awaitPrefixInVain() {
        service.says(NIC + "ipv6-prefix", null);
        ThisHost host = reader().read();

        assertThatThrownBy(() -> host.awaitPrefix(Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        FleetException.class, e -> assertThat(e.retryable()).isTrue())
                .hasMessage(
                        "eni-0123456789abcdef0 has no IPv6 prefix after 30000 ms; wait longer, or delegate one with aws"
                                + " ec2 assign-ipv6-addresses --network-interface-id eni-0123456789abcdef0 --ipv6-prefix-count 1");
        assertThat(clock.slept.get()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        assertThatThrownBy(() -> host.awaitPrefix(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("patience PT-1S: is negative; give zero or more");
    }

    @Test
    @DisplayName("awaitPrefix: without patience it is asked once; where it is known, not at all")
    void awaitPrefixAtOnce() {
        assertThat(reader().read().awaitPrefix(Duration.ZERO)).isEqualTo(PREFIX);
        assertThat(reader().limit(ChronoUnit.FOREVER.getDuration())
                        .read()
                        .awaitPrefix(ChronoUnit.FOREVER.getDuration()))
                .isEqualTo(PREFIX);
        assertThat(service.requests(NIC + "ipv6-prefix")).hasSize(2);
        service.says(NIC + "ipv6-prefix", null);
        ThisHost host = reader().read();

        assertThatThrownBy(() -> host.awaitPrefix(Duration.ZERO)).hasMessageContaining("has no IPv6 prefix after 0 ms");
        assertThat(service.requests(NIC + "ipv6-prefix")).hasSize(4);
        assertThat(clock.slept.get()).isZero();
    }

    @Test
    @DisplayName("awaitPrefix: an interrupt ends it")
    void awaitPrefixInterrupted() {
        service.says(NIC + "ipv6-prefix", null);
        ThisHost host = reader().read();
        clock.late = Duration.ofSeconds(2);
        clock.whenLate = Thread.currentThread()::interrupt;

        assertThatThrownBy(() -> host.awaitPrefix(Duration.ofMinutes(1)))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
