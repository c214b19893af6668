package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    @Test
    @DisplayName("what the host said last counts, whoever speaks in between")
    void parse_severalTimes_takesTheLast() {
        SelfTest said = SelfTest.parse("""
                ipv6-fleet: containers up
                ipv6-fleet-self-test: 1 found
                ipv6-fleet-self-test: forwarding-is-off: net.ipv6.conf.all.forwarding is not 1

                edge-1 login: ipv6-fleet-self-test: 2 found
                [   12.345678] eth0: renamed
                ipv6-fleet-self-test: container-does-not-run: web: docker: Error: Address already in use
                ipv6-fleet-self-test: block-is-elsewhere: ens5 has 2001:db8:0:0:1:0:1:2/128\r
                """);

        assertThat(said.isSaid()).isTrue();
        assertThat(said.problems())
                .containsExactly(
                        new SelfTest.Problem("container-does-not-run", "web: docker: Error: Address already in use"),
                        new SelfTest.Problem("block-is-elsewhere", "ens5 has 2001:db8:0:0:1:0:1:2/128"));
        assertThat(said)
                .hasToString("2 found: " + said.problems().get(0) + "; "
                        + said.problems().get(1));
    }

    @Test
    void parse_healthyAgain_findsNothing() {
        SelfTest said = SelfTest.parse("""
                ipv6-fleet-self-test: 1 found
                ipv6-fleet-self-test: forwarding-is-off: net.ipv6.conf.all.forwarding is not 1
                ipv6-fleet-self-test: 0 found
                """);

        assertThat(said.isSaid()).isTrue();
        assertThat(said.problems()).isEmpty();
        assertThat(said).hasToString("0 found");
    }

    @Test
    @DisplayName("more lines than were announced, and those of others, are passed over")
    void parse_foreignLines_arePassedOver() {
        assertThat(SelfTest.parse("ipv6-fleet: self-test\nipv6-fleet-self-test: forwarding-is-off: x")
                        .isSaid())
                .isFalse();
        SelfTest said = SelfTest.parse("""
                ipv6-fleet-self-test: 1 found
                ipv6-fleet-self-test: a: b
                ipv6-fleet-self-test: c: d
                ipv6-fleet-self-test: 99999999999 found
                """);
        assertThat(said.problems()).containsExactly(new SelfTest.Problem("a", "b"));
        assertThat(SelfTest.parse("")).hasToString("nothing said");
    }
}
