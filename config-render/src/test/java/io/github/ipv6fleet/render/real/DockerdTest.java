package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine that is at hand reads every daemon.json of ours; all its keys are legal from 20.10 on. */
@Tag("parsers")
class DockerdTest {
    @TempDir
    Path folder;

    static Iterable<String> names() {
        return Samples.golden().keySet();
    }

    @BeforeEach
    void dockerdIsHere() {
        Tool.needed("dockerd");
    }

    /** Whether the file is taken; 20.10 has no --validate, but reads the file before it finds the level to be bad. */
    private boolean takes(String json) throws IOException {
        String file = Files.writeString(folder.resolve("daemon.json"), json).toString();
        Tool.Result result = Tool.run("dockerd", "--validate", "--config-file", file);
        if (!result.output().contains("unknown flag")) {
            return result.status() == 0;
        }
        String output = Tool.run("dockerd", "--config-file", file, "--log-level", "none")
                .output();
        assertThat(output).containsAnyOf("unable to parse logging level", "unable to configure the Docker daemon");
        return output.contains("unable to parse logging level");
    }

    @ParameterizedTest
    @MethodSource("names")
    void validate_ofSample_isTaken(String name) throws IOException {
        assertThat(takes(Samples.golden()
                        .get(name)
                        .file("/etc/docker/daemon.json")
                        .orElseThrow()
                        .content()))
                .isTrue();
    }

    @Test
    void validate_ofBrokenFile_isRefused() throws IOException {
        assertThat(takes("{}")).isTrue();
        assertThat(takes("{\"fixed-cidr-v7\": \"2001:db8::/80\"}")).isFalse();
        assertThat(takes("{\"ipv6\": \"true\"}")).isFalse();
        assertThat(takes("{")).isFalse();
    }
}
