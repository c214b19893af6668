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
    @EnumSource(Cell.class)
    @DisplayName("two hosts boot from their user data alone, and their containers talk as the plan says")
    void containersTalk(Cell cell) throws Exception {
        assertThat(RealHostsTest.played(Scenario.TALK, cell).status()).isZero();
    }

    @Test
    @DisplayName("the daemon.json of 2018 on engine 28: the same checks find it")
    void article() throws Exception {
        InsideVpc.Ended ended = RealHostsTest.played(Scenario.ARTICLE_2018, Cell.PLANNED_FORKY);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).containsPattern(Checks.NOT_SO + ".*(pings|address of the plan|the published port)");
    }
}
