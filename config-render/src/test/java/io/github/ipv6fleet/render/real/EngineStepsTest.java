package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.BootLog;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a host gets its engine and the files for it, in a real shell with stand-ins for dockerd and apt. */
@Tag("parsers")
class EngineStepsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void standIns() throws IOException {
        Tool.needed("sh", "sed");
        Tool.fake(folder, "apt-get", "shift 2; echo \"$@\" >> \"$0.log\"; cp \"$0.after\" \"$0.installed\"");
        Tool.fake(folder, "apt-mark", "echo \"$@\" >> \"$0.log\"");
        Tool.fake(
                folder, "dpkg-query", "grep -qx \"$4\" " + folder + "/apt-get.installed && printf 'hold ok installed'");
        Files.writeString(folder.resolve("apt-get.installed"), "");
    }

    private static HostConfig config(EngineSource source) {
        return Renderers.standard().render(Samples.prefix(), Samples.from(source, Exposure.PUBLISHED));
    }

    private Tool.Result run(String script) {
        return Tool.run(Map.of("PATH", folder.toString()), "sh", "-euc", script);
    }

    @Test
    void install_again_asksAptForNothing() throws IOException {
        String script =
                StepsTest.script(Renderers.standard().render(Samples.prefix(), HostProfile.DEFAULT), "docker install");
        Files.writeString(folder.resolve("apt-get.after"), "docker-ce\ndocker-ce-cli\ncontainerd.io\n");

        assertThat(run(script)).isEqualTo(new Tool.Result(0, ""));
        assertThat(run(script)).isEqualTo(new Tool.Result(0, ""));

        assertThat(folder.resolve("apt-get.log")).hasContent("""
                update
                install -y --no-install-recommends docker-ce docker-ce-cli containerd.io
                """);
        assertThat(folder.resolve("apt-mark.log")).hasContent("""
                hold docker-ce docker-ce-cli containerd.io
                hold docker-ce docker-ce-cli containerd.io
                """);
    }

    @Test
    void install_cutShort_asksForWhatIsMissingAlone() throws IOException {
        Files.writeString(folder.resolve("apt-get.installed"), "docker-ce\ncontainerd.io\n");
        Files.writeString(folder.resolve("apt-get.after"), "");
        String script =
                StepsTest.script(Renderers.standard().render(Samples.prefix(), HostProfile.DEFAULT), "docker install");

        assertThat(run(script).status()).isZero();
        assertThat(folder.resolve("apt-get.log"))
                .hasContent("update\ninstall -y --no-install-recommends docker-ce-cli\n");
    }

    @ParameterizedTest
    @CsvSource({
        "20.10.24+dfsg1, 20.10",
        "23.0.1, 20.10",
        "26.1.5+dfsg1, 20.10",
        "28.0.0, 28",
        "28.5.2+dfsg4, 28",
        "29.7.2, 28"
    })
    void recipe_isThatOfTheEngineFound(String version, String tree) throws IOException {
        engine(version);
        HostConfig config = config(EngineSource.onImage());

        assertThat(choose(config)).isEqualTo(new Tool.Result(0, ""));
        for (String path : new String[] {
            "/etc/docker/daemon.json", "/etc/ipv6-fleet/firewall.nft", "/usr/local/sbin/ipv6-fleet-network"
        }) {
            assertThat(config.file(path)).isEmpty();
            HostFile wanted = config.file("/usr/local/share/ipv6-fleet/engine-" + tree + path)
                    .orElseThrow();
            assertThat(folder.resolve("root" + path)).hasContent(wanted.content());
            assertThat(Files.isExecutable(folder.resolve("root" + path))).isEqualTo((wanted.mode() & 0100) != 0);
        }
    }

    @ParameterizedTest
    @CsvSource({"27.5.1", "19.03.8", "30.0.0", "290.1", "2.8"})
    void recipe_ofEngineWithoutOne_failsWithTheReason(String version) throws IOException {
        engine(version);

        assertThat(choose(config(EngineSource.distribution())))
                .isEqualTo(new Tool.Result(
                        1,
                        "the engine is " + version + ", this host was rendered for 20.10, 23, 24, 25, 26, 28, 29; take"
                                + " that engine or render again\n"));
        assertThat(folder.resolve("root")).isEmptyDirectory();
    }

    @Test
    void recipe_withoutEngine_failsWithTheReason() throws IOException {
        Tool.fake(folder, "dockerd", "exit 127");

        assertThat(choose(config(EngineSource.onImage())))
                .isEqualTo(new Tool.Result(
                        1, "there is no engine on this host; take an image that has one, or another engine source\n"));
    }

    @Test
    @DisplayName("after an upgrade to an engine of another kind the next boot takes the files for that one")
    void recipe_atALaterBoot_followsTheEngine() throws IOException {
        HostConfig config = config(EngineSource.onImage());
        Path daemon = folder.resolve("root/etc/docker/daemon.json");
        engine("26.1.5");
        assertThat(choose(config).status()).isZero();
        Files.writeString(daemon, "{\"debug\": true}\n");
        engine("25.0.1");
        assertThat(choose(config).status()).isZero();
        assertThat(daemon).as("same kind: what somebody changed stays").hasContent("{\"debug\": true}");

        engine("28.5.2");
        assertThat(choose(config)).isEqualTo(new Tool.Result(0, ""));

        assertThat(daemon)
                .hasContent(config.file("/usr/local/share/ipv6-fleet/engine-28/etc/docker/daemon.json")
                        .orElseThrow()
                        .content());
        assertThat(Files.readAllLines(folder.resolve("systemctl.log")))
                .as("at the first boot and after the upgrade, not between")
                .containsExactly(
                        "daemon-reload",
                        "--no-block try-reload-or-restart ipv6-fleet-firewall.service",
                        "daemon-reload",
                        "--no-block try-reload-or-restart ipv6-fleet-firewall.service");
    }

    @ParameterizedTest
    @CsvSource({
        "26.1, 26.1.5, true",
        "20.10, 26.1.5, true",
        "26.1, 20.10.24, false",
        "26.1, 28.5.2, false",
        "28.5.2, 28.5.3, true",
        "28, 29.7.2, true",
        "29, 28.5.2, false",
        "29, 30.0.0, false"
    })
    void recipe_ofNamedEngine_fitsLaterOnesOfItsKind(String named, String found, boolean fits) throws IOException {
        engine(found);
        HostConfig config = Renderers.standard().render(Samples.prefix(), Samples.profile(named, Exposure.PUBLISHED));
        Tool.Result result = choose(config);

        assertThat(result.status()).as(result.output()).isEqualTo(fits ? 0 : 1);
        String reason = "the engine is " + found + ", this host was rendered for " + named
                + "; take that engine or render again";
        assertThat(result.output()).isEqualTo(fits ? "" : reason + "\n");
        BootLog log = BootLog.parse(Files.readString(folder.resolve("console")));
        assertThat(log).hasToString(fits ? "SILENT" : "FAILED engine: " + reason);
    }

    private void engine(String version) throws IOException {
        Tool.fake(folder, "dockerd", "echo 'Docker version " + version + ", build 1234'");
    }

    /** The host's root is a folder here. */
    private Tool.Result choose(HostConfig config) throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        Path trees = folder.resolve("trees");
        for (HostFile file : config.files()) {
            if (file.path().startsWith("/usr/local/share/ipv6-fleet/")) {
                Path to = trees.resolve(file.path().substring(1));
                Files.createDirectories(to.getParent());
                Files.writeString(to, file.content());
                assertThat(to.toFile().setExecutable((file.mode() & 0100) != 0)).isTrue();
            }
        }
        Path console = folder.resolve("console");
        if (Files.notExists(console)) {
            Files.createFile(console);
        }
        Tool.fake(folder, "systemctl", "echo \"$@\" >>\"$0.log\"");
        String program =
                config.file("/usr/local/sbin/ipv6-fleet-engine").orElseThrow().content();
        return run(program.replace(">/dev/console", ">>" + console)
                .replace("/usr/local/share", trees + "/usr/local/share")
                .replace("/var/lib/ipv6-fleet", folder.resolve("state").toString())
                .replace("\" /\n", "\" " + root + "\n"));
    }
}
