package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.render.DockerEngine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine would refuse, or take and not look at, cannot be rendered. */
class DaemonJsonTest {
    @ParameterizedTest
    @CsvSource({
        "bip6, 26.1, first legal in 28.0", "fixed-cidr6, 28.5, which no engine knows",
                "registry-mirror, 28.5, command line",
        "fixed-cidr-v6, 28.5, no effect", "graph, 28.5, removed in 24.0", "hosts, 28.5, refuses the value"
    })
    void of_keyWithoutEffect_isRefused(String key, String engine, String why) {
        assertThatThrownBy(() -> DaemonJson.of(Map.of(key, "2001:db8::1/80"), DockerEngine.of(engine)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(why);
    }

    @Test
    void of_keysWithEffect_isTheirText() {
        assertThat(DaemonJson.of(Map.of("bridge", "none"), DockerEngine.DEFAULT))
                .isEqualTo("{\n  \"bridge\": \"none\"\n}\n");
    }
}
