package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.Parsed;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** shellcheck has nothing to say about the boot program. */
@Tag("parsers")
class ShellcheckTest {
    @TempDir
    Path folder;

    @BeforeEach
    void shellcheckIsHere() {
        Tool.needed("shellcheck");
    }

    private Tool.Result check(String program) throws IOException {
        Path file = Files.writeString(folder.resolve("boot"), program);
        return Tool.run("shellcheck", "--shell=sh", file.toString());
    }

    static String program(HostConfig config) {
        return Parsed.of(UserData.of(config).text()).file("/usr/local/sbin/ipv6-fleet-boot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker0-2018-engine-20.10-run",
                "open-engine-of-distribution-run",
                "published-engine-of-image-prefix",
                "published-engine-29-prefix",
                "debian-12-open-engine-20.10-run"
            })
    void shellcheck_ofSample_isSilent(String name) throws IOException {
        HostConfig config = Samples.golden().get(name);

        assertThat(check(program(config))).isEqualTo(new Tool.Result(0, ""));
        for (HostFile file : config.files()) {
            if (file.content().startsWith("#!/bin/sh")) {
                assertThat(check(file.content())).as(file.path()).isEqualTo(new Tool.Result(0, ""));
            }
        }
    }

    @Test
    void shellcheck_ofCarelessProgram_complains() throws IOException {
        String careless = program(Samples.golden().get("published-engine-29-run")) + "rm -rf $step\n";

        assertThat(check(careless).output()).contains("SC2086");
    }
}
