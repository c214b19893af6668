package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.ConfigCheck;
import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code cloud-init schema} refuses exactly what ConfigCheck says that cloud-init refuses or passes over as a whole. */
@Tag("parsers")
class ConfigCheckCloudInitToolTest {
    @TempDir
    Path folder;

    static List<Documents> documents() {
        return Documents.of("/check/cloud-config.txt");
    }

    @BeforeEach
    void cloudInitIsHere() {
        Tool.needed("cloud-init");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void schema_agrees(Documents document) throws IOException {
        Path file = Files.writeString(folder.resolve("user-data"), document.text());

        Tool.Result result = Tool.run("cloud-init", "schema", "--config-file", file.toString());
        List<ConfigFinding> findings = ConfigCheck.userData(document.text());

        assertThat(result.status() != 0)
                .as(result.output() + findings)
                .isEqualTo(findings.stream()
                        .anyMatch(finding -> finding.severity() == ConfigFinding.Severity.REFUSED
                                || finding.id().equals("user-data-header")));
    }
}
