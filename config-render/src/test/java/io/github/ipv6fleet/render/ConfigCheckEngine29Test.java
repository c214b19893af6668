package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Engine 29 is in no Debian; what 29.7.2 did with these files was written down, and ConfigCheck must say the same. */
class ConfigCheckEngine29Test {
    static Stream<String> measured() throws IOException {
        try (InputStream file = ConfigCheckEngine29Test.class.getResourceAsStream("/check/engine-29.7.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("measured")
    void configCheck_saysWhatTheEngineDid(String line) {
        int space = line.indexOf(' ');
        String did = line.substring(0, space);
        List<ConfigFinding> findings =
                ConfigCheck.daemonJson(line.substring(space).strip(), DockerEngine.of("29.7"));

        boolean refused = findings.stream().anyMatch(finding -> finding.severity() == ConfigFinding.Severity.REFUSED);
        assertThat(refused).as(findings.toString()).isEqualTo(did.equals("refused"));
        if (!did.equals("refused") && !did.equals("starts")) {
            assertThat(findings).extracting(ConfigFinding::id).contains(did);
        }
    }
}
