package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a console that others write to as well; that the boot program says it is seen in BootProgramTest. */
class BootLogTest {
    private static final String WHOLE = """
            [    0.000000] Linux version 6.8.0-1021-aws
            \u001b[32mubuntu login: \u001b[0m
            ipv6-fleet: starting

            ipv6-fleet: apt mirror
            ipv6-fleet: booted
            ipv6-fleet: docker install
            ipv6-fleet: engine up
            ipv6-fleet: containers
            ipv6-fleet: containers up
            """;

    @Test
    void parse_ofWholeBoot_isUp() {
        BootLog log = BootLog.parse(WHOLE);

        assertThat(log.state()).isEqualTo(BootState.CONTAINERS_UP);
        assertThat(log.steps()).containsExactly("apt mirror", "docker install", "containers");
        assertThat(log.step()).isEmpty();
        assertThat(log.reason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "ubuntu login: ",
                "ipv6-fleet",
                "ipv6-fleet: ",
                "ipv6-fleet: No Such Step",
                "ipv6-fleet| booted",
                "cloud-init: booted"
            })
    void parse_ofOtherConsole_isSilent(String console) {
        assertThat(BootLog.parse(console)).hasToString("SILENT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ubuntu login: ipv6-fleet: booted                                | BOOTED
            ipv6-fleet: booted[   14.123456] br-ipv6fleet: port 1(veth0)    | BOOTED
            [   14.123456] ipv6-fleet: engine up                            | ENGINE_UP
            ipv6-fleet: engine up sooner                                    | STARTED, in step engine up sooner
            ipv6-fleet: docker install                                      | STARTED, in step docker install
            ipv6-fleet: FAILED docker key: uri has key A: wanted B          | FAILED docker key: uri has key A: wanted B
            ipv6-fleet: FAILED docker key: ipv6-fleet: booted               | FAILED docker key: ipv6-fleet: booted
            ipv6-fleet: FAILED                                              | SILENT
            """)
    void parse_ofALineAmongOthers_isThatLine(String console, String said) {
        assertThat(BootLog.parse("x\r\n" + console + "\r\ny\r\n")).hasToString(said);
    }

    @Test
    void parse_ofFailure_hasWhatTheStepSaid() {
        BootLog log = BootLog.parse(WHOLE.substring(0, WHOLE.indexOf("ipv6-fleet: engine up")) + """
                ipv6-fleet| E: one
                ipv6-fleet| E: two
                ipv6-fleet: FAILED docker install: E: two
                """);

        assertThat(log.state()).isEqualTo(BootState.FAILED);
        assertThat(log.reached()).isEqualTo(BootState.BOOTED);
        assertThat(log.step()).contains("docker install");
        assertThat(log.reason()).contains("E: two");
        assertThat(log.lines()).containsExactly("E: one", "E: two");
    }

    @Test
    @DisplayName("a reboot in the midst of the first boot: what was up before is not up any more")
    void parse_ofSecondRun_countsThatAlone() {
        String cut = WHOLE.substring(0, WHOLE.indexOf("ipv6-fleet: containers\n"));

        assertThat(BootLog.parse(cut + WHOLE.substring(0, WHOLE.indexOf("ipv6-fleet: booted"))))
                .hasToString("STARTED, in step apt mirror");
        assertThat(BootLog.parse(cut + "ipv6-fleet: FAILED containers: no\nipv6-fleet: apt mirror\n")
                        .state())
                .as("the beginning of the second run is lost")
                .isEqualTo(BootState.STARTED);
    }

    @Test
    @DisplayName("wherever the console is cut, at its beginning or at its end, nothing is said that is not so")
    void parse_ofCutConsole_neverClaimsMore() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        BootState before = BootState.SILENT;
        for (int end = 0; end <= WHOLE.length(); end++) {
            BootState state = BootLog.parse(WHOLE.substring(0, end)).state();
            assertThat(state).as("cut at " + end).isGreaterThanOrEqualTo(before).isNotEqualTo(BootState.FAILED);
            before = state;
        }
        for (int i = 0; i < 500; i++) {
            int start = random.nextInt(WHOLE.length());
            BootLog log = BootLog.parse(WHOLE.substring(start));
            assertThat(log.state())
                    .as("from " + start + "; replay with -Dipv6fleet.seed=" + seed)
                    .isIn(BootState.CONTAINERS_UP, BootState.SILENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting", "booted", "engine up", "containers up"})
    void step_namedAsAMarker_isRefused(String step) {
        assertThatThrownBy(() -> HostCommand.of(step, "true"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "step \"" + step + "\": is what the boot log says of the host as a whole; name the step after"
                                + " what it does");
    }
}
