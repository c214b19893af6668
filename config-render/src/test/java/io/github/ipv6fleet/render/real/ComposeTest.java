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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compose takes our Compose file, and reads in it what was meant. */
@Tag("parsers")
class ComposeTest {
    private static final String[] COMMAND = {"no", "$HOME", "${a:-b}", "1e3: #", "\"it's\"\n\\", "", "é"};

    @TempDir
    Path folder;

    @BeforeEach
    void composeIsHere() {
        Tool.needed("docker-compose");
    }

    private Tool.Result config(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("compose.yaml"), text);
        return Tool.run("docker-compose", "--file", file.toString(), "config");
    }

    private String rendered() throws IOException {
        Path env = Files.writeString(folder.resolve("web.env"), "A=b\n");
        HostProfile profile = HostProfile.builder()
                .container(Container.of("web", "nginx:1.27@sha256:" + "0".repeat(64))
                        .publish(80)
                        .publishUdp(53)
                        .envFile(env.toString())
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

    @Test
    void config_ofOurFile_saysWhatWasMeant() throws IOException {
        Tool.Result result = config(rendered());

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

    @Test
    void config_ofBrokenFile_isRefused() throws IOException {
        assertThat(config(rendered().replace("restart:", "restrat:")).status()).isNotZero();
    }
}
