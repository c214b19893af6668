package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirewallPortsTest {
    private static final List<OpenPort> PORTS = List.of(
            new OpenPort(Optional.empty(), "tcp", 80),
            new OpenPort(Optional.of(Ipv6Address.parse("2001:db8::2")), "udp", 53),
            new OpenPort(Optional.empty(), "tcp", 80),
            new OpenPort(Optional.empty(), "udp", 443));

    private static String firewall(String engine, Exposure exposure) {
        HostProfile profile = Samples.profile(engine, exposure);
        return Firewall.of(profile, DockerEngine.of(engine), PORTS);
    }

    @Test
    void ports_whereTheEngineFiltersNothing_areInTheSets() {
        assertThat(firewall("26.1", Exposure.PUBLISHED)).contains("""
                  set published {
                    type inet_proto . inet_service
                    elements = { tcp . 80, udp . 443 }
                  }
                  set published_at {
                    type ipv6_addr . inet_proto . inet_service
                    elements = { 2001:db8::2 . udp . 53 }
                  }
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "28, PUBLISHED",
        "29, OPEN",
        "20.10, OPEN",
        "20.10, EGRESS_ONLY",
        "29, EGRESS_ONLY",
        "20.10, OPEN_DOCKER0_2018"
    })
    void ports_whereTheyAreNotOurs_areNotThere(String engine, Exposure exposure) {
        assertThat(firewall(engine, exposure)).doesNotContain("published").contains("fd00:ec2::254");
    }

    @ParameterizedTest
    @CsvSource({"26.1, PUBLISHED, true", "26.1, OPEN, false", "28, PUBLISHED, false", "28, EGRESS_ONLY, true"})
    void entering_isClosed_whereNothingElseCloses(String engine, Exposure exposure, boolean closed) {
        assertThat(firewall(engine, exposure).contains("    drop\n")).isEqualTo(closed);
    }
}
