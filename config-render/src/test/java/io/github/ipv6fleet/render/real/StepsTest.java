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
import org.junit.jupiter.api.DisplayName;
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

    @ParameterizedTest
    @CsvSource({
        "sources.list.d/ubuntu.sources, URIs: http://us-east-1.ec2.archive.ubuntu.com/ubuntu/,"
                + " URIs: http://archive.ubuntu.com/ubuntu/",
        "sources.list.d/ubuntu.sources, URIs: http://eu-west-1.ec2.ports.ubuntu.com/ubuntu-ports/,"
                + " URIs: http://ports.ubuntu.com/ubuntu-ports/",
        "sources.list, deb http://security.ubuntu.com/ubuntu noble main, deb http://security.ubuntu.com/ubuntu noble main",
        "mirrors/debian.list, https://cdn-aws.deb.debian.org/debian, https://deb.debian.org/debian",
        "sources.list.d/debian.sources, URIs: mirror+file:///etc/apt/mirrors/debian.list,"
                + " URIs: mirror+file:///etc/apt/mirrors/debian.list"
    })
    void mirror_ofEc2_becomesTheOrigin(String path, String line, String expected) throws IOException {
        Path sources = folder.resolve("apt/" + path);
        Files.createDirectories(sources.getParent());
        Files.writeString(sources, line + "\n");
        String script = script(PUBLISHED, "apt mirror").replace("/etc/apt/", folder + "/apt/");

        assertThat(run(script)).isEqualTo(new Tool.Result(0, ""));
        assertThat(run(script)).isEqualTo(new Tool.Result(0, ""));
        assertThat(sources).hasContent(expected + "\n");
    }

    @Test
    @DisplayName("in 2018 the subnet was on-link, and is also where the address had been leased before")
    void hostAddress_withSubnet_givesItsRoute() throws IOException {
        Tool.fake(folder, "ip", """
                echo "$*" >>"$0.said"
                case "$*" in
                *'to 2600:1f18:47b:ca03::1:1 '*) echo '2: ens5 inet6 2600:1f18:47b:ca03::1:1/64 scope global' ;;
                esac""");
        HostConfig open =
                Renderers.standard().render(Samples.addressRun(), Samples.profile("28.5", Exposure.OPEN_DOCKER0_2018));

        assertThat(run(script(open, "host address"))).isEqualTo(new Tool.Result(0, ""));
        assertThat(folder.resolve("ip.said")).content().endsWith("-6 route replace 2600:1f18:47b:ca03::/64 dev ens5\n");
        assertThat(script(PUBLISHED, "host address")).doesNotContain("route replace");
    }

    @ParameterizedTest
    @CsvSource({"'rm \"$0.stray\"', 0, 1", "true, 1, 150"})
    void hostAddress_besidesOneOfTheContainers_takesThatAway(String onDelete, int status, int deletions)
            throws IOException {
        Tool.fake(folder, "ip", """
                case "$*" in
                *' del 2600:1f18:47b:ca03::9/128 dev ens5') echo >>"$0.deleted"; %s ;;
                *'to 2600:1f18:47b:ca03::1:1 '*) echo '2: ens5 inet6 2600:1f18:47b:ca03::1:1/128 scope global' ;;
                *'to 2600:1f18:47b:ca03::8/126') cat "$0.stray" 2>/dev/null ;;
                esac
                true""".formatted(onDelete));
        Files.writeString(folder.resolve("ip.stray"), "2: ens5 inet6 2600:1f18:47b:ca03::9/128 scope global\n");
        Tool.Result result = run(script(PUBLISHED, "host address"));

        assertThat(result.status()).isEqualTo(status);
        assertThat(Files.readAllLines(folder.resolve("ip.deleted"))).hasSize(deletions);
        assertThat(result.output())
                .isEqualTo(
                        status == 0
                                ? ""
                                : "ens5 has 2600:1f18:47b:ca03::9/128, which is for containers; journalctl -u systemd-networkd"
                                        + " shows who gives it\n");
    }
}
