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

/** {@code netplan generate} refuses exactly what ConfigCheck says that it refuses. */
@Tag("parsers")
class ConfigCheckNetplanToolTest {
    @TempDir
    Path root;

    static List<Documents> documents() {
        return Documents.of("/check/netplan.txt");
    }

    @BeforeEach
    void netplanIsHere() {
        Tool.needed("netplan");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void generate_agrees(Documents document) throws IOException {
        Path file = Files.createDirectories(root.resolve("etc/netplan")).resolve("60-test.yaml");
        Files.writeString(file, document.text());

        Tool.Result result = Tool.run("netplan", "generate", "--root-dir", root.toString());
        List<ConfigFinding> findings = ConfigCheck.netplan(document.text());

        assertThat(result.status() != 0)
                .as(result.output() + findings)
                .isEqualTo(findings.stream().anyMatch(finding -> finding.severity() == ConfigFinding.Severity.REFUSED));
    }
}
