package io.github.ipv6fleet.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is measured must give the same answer. */
class ContenderTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("all contenders plan the same hosts, name by name, address by address, block by block")
    void plan_isTheSame(Work.Distribution distribution) {
        for (int used : new int[] {0, 1, 100, 3_000}) {
            Work work = new Work(used, distribution);
            for (Contender contender : Contender.values()) {
                assertThat(contender.plan(work, 5_000))
                        .as(contender + " over " + used)
                        .isEqualTo(Contender.IPV6FLEET.plan(work, 5_000));
            }
        }
    }
}
