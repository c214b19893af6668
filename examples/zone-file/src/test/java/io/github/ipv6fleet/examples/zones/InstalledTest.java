package io.github.ipv6fleet.examples.zones;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.RendererCheck;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** On the module path, as its users have it: this project's tests run there. */
class InstalledTest {
    private static final Ipv6Block SUBNET = Ipv6Block.parse("2001:db8:0:1::/64");
    private static final FleetPlan PLAN = FleetPlan.of(
            "edge",
            List.of(HostPlan.builder("edge-1", SUBNET, SUBNET.first().plus(4), SUBNET.part(80, 1))
                    .build()));

    @Test
    @DisplayName("found by being there, and only when asked for; it takes its words from system properties")
    void installed_isFound() {
        assertThat(ZoneFile.class.getModule().isNamed()).isTrue();
        assertThat(FleetRenderers.standard().ids()).doesNotContain("zones");

        System.setProperty("zones.domain", "fleet.example");
        System.setProperty("zones.serial", "7");
        try {
            assertThat(FleetRenderers.standard().withInstalled().render(PLAN))
                    .extracting(FleetFile::path)
                    .contains("zones/fleet.example");
        } finally {
            System.clearProperty("zones.domain");
            System.clearProperty("zones.serial");
        }
    }

    @Test
    @DisplayName("without properties it is as the contract of renderers wants it too")
    void installed_withoutWords_isWhole() {
        RendererCheck.check(new ZoneFile());
        assertThat(new ZoneFile().render(PLAN).get(0).content()).contains("edge-1 IN AAAA 2001:db8:0:1::4\n");
    }
}
