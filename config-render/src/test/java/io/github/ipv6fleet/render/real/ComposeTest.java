package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Parsed;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.RestartPolicy;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compose, 1.29 of Debian 12 and 2 of Debian 13, takes our Compose file, and reads in it what was meant. */
@Tag("parsers")
class ComposeTest {
    private static final String[] COMMAND = {"no", "$HOME", "${a:-b}", "1e3: #", "\"it's\"\n\\", "", "é"};

    @TempDir
    Path folder;

    private Tool.Result config(Debian system, String text) throws IOException {
        system.needs("docker-compose");
        Files.writeString(folder.resolve("compose.yaml"), text);
        return system.run(folder, "docker-compose", "--file", "{}/compose.yaml", "config");
    }

    /** Its environment is where the system sees the folder. */
    private String rendered(Debian system) throws IOException {
        Files.writeString(folder.resolve("web.env"), "A=b\n");
        String env = (system == Debian.HERE ? folder : Path.of("/mnt")) + "/web.env";
        HostProfile profile = HostProfile.builder()
                .container(Container.of("web", "nginx:1.27@sha256:" + "0".repeat(64))
                        .publish(80)
                        .publishUdp(53)
                        .envFile(env)
                        .restart(RestartPolicy.NEVER)
                        .command(COMMAND))
                .container(Container.of("null", "redis"))
                .build();
        return Renderers.standard()
                .with(Renderers.compose())
                .render(Samples.named(Samples.prefix(), "web"), profile)
                .file("/etc/ipv6-fleet/compose.yaml")
                .orElseThrow()
                .content();
    }

    @ParameterizedTest
    @EnumSource
    void config_ofOurFile_saysWhatWasMeant(Debian system) throws IOException {
        Tool.Result result = config(system, rendered(system));

        assertThat(result.status()).as(result.output()).isZero();
        Parsed web = Parsed.of(result.output()).at("services", "web");
        // Compose prints a file that could be read again, so it says dollars twice.
        List<?> command = (List<?>) web.at("command").value();
        assertThat(command.stream()
                        .map(word -> word.toString().replace("$$", "$"))
                        .toList())
                .isEqualTo(List.of(COMMAND));
        assertThat(web.at("networks", "ipv6fleet", "ipv6_address").value()).isEqualTo("2600:1f18:47b:ca03:1:0:1:2");
        assertThat(web.at("environment", "A").value()).isEqualTo("b");
        assertThat(web.at("restart").value()).isEqualTo("no");
        assertThat(Parsed.of(result.output()).at("services", "null", "image").value())
                .isEqualTo("redis");
    }

    @ParameterizedTest
    @EnumSource
    void config_ofBrokenFile_isRefused(Debian system) throws IOException {
        assertThat(config(system, rendered(system).replace("restart:", "restrat:"))
                        .output())
                .contains("restrat");
    }
}
