package io.github.ipv6fleet.verification.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every system, engine and block; run by {@code -Dgroups=cells -DexcludedGroups=none}, after {@code prepare-hosts --all}. */
@Tag("cells")
@ExtendWith(HostConditions.class)
class EveryCellTest {
    @ParameterizedTest
    @EnumSource(value = Cell.class, mode = EnumSource.Mode.EXCLUDE, names = "PLANNED_BARE_TRIXIE")
    @DisplayName("two hosts boot from their user data alone, and their containers talk as the plan says")
    void containersTalk(Cell cell) throws Exception {
        Played.of(Scenario.TALK, cell).isSo();
    }

    @ParameterizedTest
    @EnumSource(
            value = Scenario.class,
            names = {"INSTALLED", "WRONG_KEY", "SIGNED_BY_ANOTHER"})
    @DisplayName("the engine is installed from a signed repository, pinned and held; or not, and that is said")
    void installs(Scenario scenario) throws Exception {
        Played.of(scenario, Cell.PLANNED_BARE_TRIXIE).isSo();
    }

    @Test
    @DisplayName("the recipe of 2018 still does on its engine what it did")
    void open2018() throws Exception {
        Played.of(Scenario.OPEN_2018, Cell.RUN_126_BOOKWORM).isSo();
    }

    @Test
    @DisplayName("the daemon.json of 2018 on engine 28: the same checks find it")
    void article() throws Exception {
        Played played = Played.of(Scenario.ARTICLE_2018, Cell.PLANNED_FORKY);

        played.finds(" pings ");
        assertThat(played.evidenceOf("i-"))
                .as("why: the engine translates, forwards nothing, and drops what comes for a container")
                .containsPattern("-A POSTROUTING -s \\S+ ! -o docker0 -j MASQUERADE")
                .contains(":FORWARD DROP")
                .containsPattern("-A PREROUTING -d \\S+ ! -i docker0 -j DROP");
    }
}
