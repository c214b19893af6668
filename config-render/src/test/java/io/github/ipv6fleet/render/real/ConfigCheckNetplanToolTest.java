package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.ConfigCheck;
import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code netplan generate} refuses exactly what ConfigCheck says that it refuses. */
@Tag("parsers")
class ConfigCheckNetplanToolTest {
    @TempDir
    Path root;

    static Stream<Arguments> documents() {
        return Documents.of("/check/netplan.txt").stream()
                .flatMap(document -> Stream.of(Debian.values()).map(system -> Arguments.of(system, document)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void generate_agrees(Debian system, Documents document) throws IOException {
        system.needs("netplan");
        Path file = Files.createDirectories(root.resolve("etc/netplan")).resolve("60-test.yaml");
        Files.writeString(file, document.text());

        Tool.Result result = system.run(root, "netplan", "generate", "--root-dir", "{}");
        List<ConfigFinding> findings = ConfigCheck.netplan(document.text());

        assertThat(result.status() != 0)
                .as(result.output() + findings)
                .isEqualTo(findings.stream().anyMatch(finding -> finding.severity() == ConfigFinding.Severity.REFUSED));
    }
}
