package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** apt understands the pin: of the docker.io that this machine has, 20.10.24 in Debian 12, it takes what was named. */
@Tag("parsers")
class AptPinTest {
    private static final Pattern INSTALLED = Pattern.compile("\\*\\*\\* 20\\.10\\.24\\S* (-?\\d+)");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"20.10, 1001", "20.10.24, 1001", "20.10.2, -1", "26.1, -1", "28, -1"})
    void pin_ofNamedEngine_isForThatVersionAlone(String version, String priority) throws IOException {
        Tool.needed("apt-cache", "dockerd");
        HostProfile profile = HostProfile.builder()
                .engine(DockerEngine.of(version))
                .engineSource(EngineSource.distribution())
                .exposure(Exposure.OPEN)
                .build();
        Path preferences = Files.writeString(
                folder.resolve("preferences"),
                Renderers.standard()
                        .render(Samples.prefix(), profile)
                        .file("/etc/apt/preferences.d/60-ipv6-fleet-docker")
                        .orElseThrow()
                        .content());

        String said = Tool.run(
                        "apt-cache",
                        "-o",
                        "Dir::Etc::Preferences=" + preferences,
                        "-o",
                        "Dir::Etc::PreferencesParts=/dev/null",
                        "policy",
                        "docker.io")
                .output();

        assertThat(said).containsPattern(INSTALLED);
        assertThat(INSTALLED.matcher(said).results().map(line -> line.group(1))).containsExactly(priority);
    }
}
