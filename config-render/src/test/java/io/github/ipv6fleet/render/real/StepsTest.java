package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostCommand;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single steps in a real shell, with a stand-in for the engine. */
@Tag("parsers")
class StepsTest {
    private static final HostConfig PUBLISHED =
            Renderers.standard().render(Samples.addressRun(), Samples.profile("28.5", Exposure.PUBLISHED));

    @TempDir
    Path folder;

    @BeforeEach
    void standIns() throws IOException {
        Tool.needed("sh");
        Tool.fake(folder, "sleep", "true");
    }

    static String script(HostConfig config, String step) {
        return Stream.of(Phase.values())
                .flatMap(phase -> config.commands(phase).stream())
                .filter(command -> command.step().equals(step))
                .map(HostCommand::script)
                .findFirst()
                .orElseThrow();
    }

    private Tool.Result run(String script) {
        return Tool.run(Map.of("PATH", folder.toString()), "sh", "-euc", script);
    }

    @ParameterizedTest
    @CsvSource({"28.5.2, 0", "28.5, 0", "28.5.2+dfsg3, 0", "28.50.1, 1", "28.4.0, 1", "29.1.0, 1", "'', 1"})
    void version_ofTheEngine_mustBeTheOneRenderedFor(String version, int status) throws IOException {
        Tool.fake(folder, "docker", "echo " + version);
        Tool.Result result = run(script(PUBLISHED, "docker version"));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.output())
                .isEqualTo(
                        status == 0
                                ? ""
                                : "the engine is " + (version.isEmpty() ? "unknown" : version)
                                        + ", this host was rendered for 28.5; take that engine or render again\n");
    }

    @Test
    void version_ofSilentEngine_failsAfterAWhile() throws IOException {
        Tool.fake(folder, "docker", "exit 1");

        assertThat(run(script(PUBLISHED, "docker version")))
                .isEqualTo(new Tool.Result(1, "the engine does not answer; journalctl -u docker says why\n"));
    }

    @Test
    void mirror_ofTheRegion_becomesTheOrigin() throws IOException {
        Path sources = Files.writeString(folder.resolve("ubuntu.sources"), """
                URIs: http://us-east-1.ec2.archive.ubuntu.com/ubuntu/
                URIs: http://eu-west-1.ec2.ports.ubuntu.com/ubuntu-ports/
                URIs: http://security.ubuntu.com/ubuntu/
                """);
        String script =
                script(PUBLISHED, "apt mirror").replace("/etc/apt/sources.list.d/ubuntu.sources", sources.toString());

        assertThat(run(script).status()).isZero();
        assertThat(run(script).status()).isZero();
        assertThat(sources).hasContent("""
                URIs: http://archive.ubuntu.com/ubuntu/
                URIs: http://ports.ubuntu.com/ubuntu-ports/
                URIs: http://security.ubuntu.com/ubuntu/
                """);
    }
}
