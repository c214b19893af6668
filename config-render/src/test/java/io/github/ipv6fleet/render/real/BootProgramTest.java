package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.BootLog;
import io.github.ipv6fleet.render.BootState;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The boot program in a real shell; the console is a file, and what would change the machine is a stand-in. */
@Tag("parsers")
class BootProgramTest {
    @TempDir
    Path folder;

    private Path console;

    @BeforeEach
    void standIns() throws IOException {
        Tool.needed("sh");
        console = Files.createFile(folder.resolve("console"));
        Tool.fake(folder, "logger", "shift 3; printf 'journal: %s\\n' \"$1\" >> " + folder + "/journal");
        for (String name : new String[] {"apt-get", "systemctl"}) {
            Tool.fake(folder, name, "echo " + name + " \"$@\" >> " + console);
        }
        Tool.fake(folder, "dpkg-query", "[ \"$4\" = curl ] && printf 'install ok installed'");
    }

    private Tool.Result boot(HostConfig config) throws IOException {
        String program = ShellcheckTest.program(config).replace(">/dev/console", ">>" + console);
        Path file = Files.writeString(folder.resolve("boot"), program);
        return Tool.run(Map.of("PATH", folder.toString()), "sh", file.toString());
    }

    /** Without the empty lines that keep ours apart from what others leave unended. */
    private List<String> console() throws IOException {
        return Files.readAllLines(console).stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private BootLog log() throws IOException {
        return BootLog.parse(Files.readString(console));
    }

    @Test
    void boot_ofEveryPhase_runsThemInOrder() throws IOException {
        HostConfig config = HostConfig.builder()
                .command(Phase.CONTAINERS, "six", "true")
                .command(Phase.AFTER_ENGINE, "five", "true")
                .command(Phase.BEFORE_ENGINE, "three", "true")
                .command(Phase.NETWORK, "two", "echo heard; echo noted >&2")
                .command(Phase.ENGINE, "four", "exit 0\nfalse")
                .command(Phase.BEFORE_NETWORK, "one", "true")
                .packages("curl", "gnupg")
                .units("a.service", "b.timer")
                .build();

        Tool.Result result = boot(config);

        assertThat(result.status()).isZero();
        assertThat(result.output()).contains("heard", "noted");
        assertThat(console())
                .containsExactly(
                        "ipv6-fleet: starting",
                        "ipv6-fleet: one",
                        "ipv6-fleet: two",
                        "ipv6-fleet: booted",
                        "ipv6-fleet: packages",
                        "apt-get -o DPkg::Lock::Timeout=300 update",
                        "apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends gnupg",
                        "ipv6-fleet: three",
                        "ipv6-fleet: four",
                        "ipv6-fleet: five",
                        "ipv6-fleet: units",
                        "systemctl enable --now a.service b.timer",
                        "ipv6-fleet: engine up",
                        "ipv6-fleet: six",
                        "systemctl disable --no-reload ipv6-fleet-boot.service",
                        "ipv6-fleet: containers up");
        assertThat(Files.readAllLines(folder.resolve("journal")))
                .contains("journal: booted", "journal: engine up", "journal: containers up");
        assertThat(log()).hasToString("CONTAINERS_UP");
        assertThat(log().steps()).containsExactly("one", "two", "packages", "three", "four", "five", "units", "six");
    }

    @ParameterizedTest
    @CsvSource({
        "echo no >&2; echo really no >&2; echo >&2; exit 3, really no",
        "exit 3, exit status 3",
        "false; echo never >&2, exit status 1",
        "echo before | grep after; echo never >&2, exit status 1",
        "printf 'red \\033[1m\\ttext\\r\\n' >&2; exit 1, red [1mtext"
    })
    void boot_ofFailingStep_saysWhyAndStops(String script, String reason) throws IOException {
        HostConfig config = HostConfig.builder()
                .command(Phase.NETWORK, "broken", script)
                .command(Phase.AFTER_ENGINE, "later", "true")
                .build();

        assertThat(boot(config).status()).isNotZero();
        assertThat(console())
                .startsWith("ipv6-fleet: starting", "ipv6-fleet: broken")
                .endsWith("ipv6-fleet: FAILED broken: " + reason);
        assertThat(log().state()).isEqualTo(BootState.FAILED);
        assertThat(log().step()).contains("broken");
        assertThat(log().reason()).contains(reason);
    }

    @Test
    @DisplayName("what a step said last is on the console before the marker, whatever it said")
    void boot_ofTalkativeStep_quotesItsLastLines() throws IOException {
        String script = """
                i=0
                while [ "$i" -lt 30 ]; do i=$((i + 1)); echo "line $i" >&2; done
                printf 'ipv6-fleet: containers up\\n\\n10 %%\\r20 %%\\r\\n' >&2
                printf '%0400d\\n' 7 >&2
                exit 5
                """;
        boot(HostConfig.builder().command(Phase.NETWORK, "broken", script).build());

        assertThat(log().reached()).isEqualTo(BootState.STARTED);
        assertThat(log().state()).isEqualTo(BootState.FAILED);
        assertThat(log().lines())
                .hasSize(20)
                .startsWith("line 15")
                .endsWith("line 30", "ipv6-fleet: containers up", "10 %", "20 %", "0".repeat(300));
        assertThat(log().reason()).contains("0".repeat(300));
    }

    @Test
    void boot_afterOneThatFailed_isWhatCounts() throws IOException {
        Path there = folder.resolve("there");
        HostConfig config = HostConfig.builder()
                .command(Phase.NETWORK, "one", "true")
                .command(Phase.ENGINE, "flaky", "[ -e " + there + " ] || { echo not yet >&2; exit 1; }")
                .build();
        boot(config);
        assertThat(log()).hasToString("FAILED flaky: not yet");
        assertThat(log().reached()).isEqualTo(BootState.BOOTED);
        Files.createFile(there);
        boot(config);

        assertThat(log()).hasToString("CONTAINERS_UP");
        assertThat(log().steps()).containsExactly("one", "flaky");
        assertThat(log().lines()).isEmpty();
    }

    @Test
    void boot_ofUnsetVariable_fails() throws IOException {
        boot(HostConfig.builder()
                .command(Phase.NETWORK, "unset", "echo \"$nowhere\"")
                .build());

        assertThat(console())
                .last()
                .asString()
                .startsWith("ipv6-fleet: FAILED unset: ")
                .contains("nowhere");
    }

    @Test
    void boot_twice_saysTheSame() throws IOException {
        HostConfig config =
                HostConfig.builder().command(Phase.NETWORK, "one", "true").build();
        boot(config);
        List<String> once = console();
        boot(config);

        assertThat(console()).hasSize(2 * once.size()).startsWith(once.toArray(String[]::new));
    }
}
