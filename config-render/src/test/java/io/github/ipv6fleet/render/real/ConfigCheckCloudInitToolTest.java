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

/** {@code cloud-init schema} refuses exactly what ConfigCheck says that cloud-init refuses or passes over as a whole. */
@Tag("parsers")
class ConfigCheckCloudInitToolTest {
    @TempDir
    Path folder;

    static Stream<Arguments> documents() {
        return Documents.of("/check/cloud-config.txt").stream()
                .flatMap(document -> Stream.of(Debian.values()).map(system -> Arguments.of(system, document)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void schema_agrees(Debian system, Documents document) throws IOException {
        system.needs("cloud-init");
        Files.writeString(folder.resolve("user-data"), document.text());

        Tool.Result result = system.run(folder, "cloud-init", "schema", "--config-file", "{}/user-data");
        List<ConfigFinding> findings = ConfigCheck.userData(document.text());

        assertThat(result.status() != 0)
                .as(result.output() + findings)
                .isEqualTo(findings.stream()
                        .anyMatch(finding -> finding.severity() == ConfigFinding.Severity.REFUSED
                                || finding.id().equals("user-data-header")));
    }
}
