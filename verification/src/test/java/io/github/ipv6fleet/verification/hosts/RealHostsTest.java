package io.github.ipv6fleet.verification.hosts;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("hosts")
@ExtendWith(HostConditions.class)
class RealHostsTest {
    @ParameterizedTest
    @EnumSource(
            value = Cell.class,
            names = {"RUN_126_TRIXIE", "PLANNED_TRIXIE", "CHOSEN_TRIXIE"})
    @DisplayName("two hosts boot from their user data alone, and their containers talk as the plan says")
    void containersTalk(Cell cell) throws Exception {
        Played.of(Scenario.TALK, cell).isSo();
    }

    @Test
    @DisplayName(
            "promised addresses outlive daemon and host; hosts come, go and are repaired, and no other loses a ping")
    void life() throws Exception {
        Played.of(Scenario.LIFE, Cell.PLANNED_TRIXIE).isSo();
    }

    @Test
    @DisplayName("after handOver() EC2 replaces a host that was killed, and its container answers")
    void handOver() throws Exception {
        Played.of(Scenario.HAND_OVER, Cell.CHOSEN_TRIXIE).isSo();
    }

    @Test
    @DisplayName("verify() finds each of six faults that are put into a host, and nothing on a healthy one")
    void verify() throws Exception {
        Played.of(Scenario.VERIFY, Cell.PLANNED_TRIXIE).isSo();
    }

    @Test
    @DisplayName("the acceptance run: fleets of every block source, whose containers say what came of their talks")
    void acceptance() throws Exception {
        Played.of(Scenario.ACCEPT, Cell.PLANNED_TRIXIE).isSo();
    }

    @Test
    @DisplayName("a boot that fails says FAILED, the step, and the reason")
    void fault() throws Exception {
        Played.of(Scenario.FAULT, Cell.PLANNED_TRIXIE).isSo();
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_BLOCK, PLANNED_TRIXIE, 'address of the plan'",
        "METADATA_OPEN, PLANNED_TRIXIE, 'does not reach the metadata service'",
        "NO_FORWARDING, PLANNED_TRIXIE, ' pings '",
        "CLOUD_INIT_KEEPS, RUN_126_TRIXIE, 'the default route is the VPC'",
    })
    @DisplayName("with a fault put in, the same checks find it")
    void negativeControl(Scenario scenario, Cell cell, String found) throws Exception {
        Played.of(scenario, cell).finds(found);
    }
}
