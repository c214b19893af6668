package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** systemd reads our units without a word, and finds in them the commands that were meant. */
@Tag("parsers")
class UnitsTest {
    /** What could end a word, a line or a section, begin a comment, or stand for something else. */
    private static final List<String> HOSTILE = List.of(
            "%",
            "%n",
            "%%",
            "$",
            "$$",
            "$HOME",
            "${HOME}",
            "\"",
            "'",
            "\\",
            "\\n",
            "\\x",
            ";",
            "#",
            "\n",
            "\n\n",
            "\t",
            " ",
            "[Service]",
            "=",
            "ExecStart=/bin/false",
            "-",
            "--",
            "@",
            "!",
            ":",
            "+",
            "*",
            "?",
            "~",
            "{",
            "`id`",
            "é",
            "\u2028",
            "\ud83d\ude00",
            "\r",
            "\u0007",
            "\u007f",
            "a",
            "Z0");

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    static Iterable<String> names() {
        return Samples.golden().keySet();
    }

    @BeforeEach
    void systemdIsHere() {
        Tool.needed("systemd-analyze");
    }

    /** Programs of the host are stand-ins here, so that systemd finds all that a unit names. */
    private Tool.Result verify(HostConfig config, String level) throws IOException {
        Tool.fake(folder, "program", "true");
        String program = folder.resolve("program").toString();
        // Its log would otherwise get into the middle of what it shows of the units.
        String shown = level.equals("debug") ? "exec \"$@\" 2>/dev/null" : "exec \"$@\"";
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", shown, "sh", "systemd-analyze", "verify", "--man=no"));
        for (String needed : List.of("docker", "nftables", "containerd")) {
            Files.writeString(folder.resolve(needed + ".service"), "[Service]\nExecStart=" + program + "\n");
        }
        for (HostFile file : config.files()) {
            if (file.path().startsWith("/etc/systemd/system/")) {
                Path unit = folder.resolve(Path.of(file.path()).getFileName());
                Files.writeString(
                        unit,
                        file.content()
                                .replaceAll("(?m)^(Exec\\w+=-?)(/usr/(s?bin|local/sbin)/[a-z0-9-]+)", "$1" + program));
                command.add(unit.toString());
            }
        }
        return Tool.run(
                Map.of("SYSTEMD_UNIT_PATH", folder + ":", "SYSTEMD_LOG_LEVEL", level, "SYSTEMD_LOG_TARGET", "console"),
                command.toArray(String[]::new));
    }

    private static HostConfig with(Container... containers) {
        HostProfile.Builder profile = HostProfile.builder();
        List.of(containers).forEach(profile::container);
        return Renderers.standard()
                .with(Renderers.composeFile("services: {}\n"))
                .render(Samples.named(Samples.prefix(), "web"), profile.build());
    }

    @ParameterizedTest
    @MethodSource("names")
    void verify_ofSample_isSilent(String name) throws IOException {
        assertThat(verify(Samples.golden().get(name), "notice")).isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    void verify_ofComposeUnit_isSilent() throws IOException {
        assertThat(verify(with(), "notice")).isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    @DisplayName("negative control: a key in the wrong section is seen")
    void verify_ofBrokenUnit_complains() throws IOException {
        HostConfig broken = HostConfig.builder()
                .file("/etc/systemd/system/a.service", 0644, "[Unit]\nRestart=always\n[Service]\nExecStart=/bin/true\n")
                .build();

        assertThat(verify(broken, "notice").output()).contains("a.service:2: Unknown key");
    }

    @Test
    @DisplayName("hostile words of commands: systemd gives each to the program as it was said")
    void exec_ofHostileWords_readsBack() throws IOException {
        for (int i = 0; i < 12; i++) {
            List<String> words = new ArrayList<>();
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                StringBuilder word = new StringBuilder();
                for (int parts = random.nextInt(6); parts > 0; parts--) {
                    word.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
                }
                words.add(word.toString());
            }
            String replay = "replay with -Dipv6fleet.seed=" + seed;
            HostConfig config = with(Container.of("web", "nginx").command(words.toArray(String[]::new)));
            Tool.Result result = verify(config, "debug");

            assertThat(result.status()).as(replay + result.output()).isZero();
            String line = result.output()
                    .lines()
                    .filter(said -> said.contains("Command Line: ") && said.contains(" run --rm "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(replay + result.output()));
            List<String> read = SystemdWords.of(line.substring(line.indexOf("Command Line: ") + 14));
            assertThat(read.subList(read.indexOf("nginx") + 1, read.size()))
                    .as(replay)
                    .isEqualTo(words);
        }
    }
}
