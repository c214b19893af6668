package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.ipv6fleet.examples.zones.ZoneFile;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.RendererCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of an extension: its zones are zones. */
class ZoneFileTest {
    private static final Path CHECK = Path.of("/usr/bin/named-checkzone");

    private static final ZoneFile ZONES = new ZoneFile("fleet.example", "ns1.example.net", 7);

    private static final FleetPlan PLAN =
            FleetPlan.of("edge", List.of(host("edge-1", "2001:db8:0:1::/64"), host("no", "2001:db8:0:2::/64")));

    @TempDir
    Path folder;

    private static HostPlan host(String name, String subnet) {
        Ipv6Block block = Ipv6Block.parse(subnet);
        Ipv6Address first = block.first();
        return HostPlan.builder(name, block, first.plus(4), block.part(80, 1))
                .container("web", block.part(112, 1L << 32 | 1).first().plus(2))
                .build();
    }

    @Test
    void render_isAsTheContractWants() {
        RendererCheck.check(ZONES);
    }

    @Test
    void render_hasHostsAndContainers_thereAndBack() {
        List<FleetFile> files = FleetRenderers.standard().with(ZONES).render(PLAN);

        assertThat(files).extracting(FleetFile::path).contains("zones/fleet.example");
        assertThat(files).contains(FleetFile.of("zones/1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", """
                        $TTL 300
                        @ IN SOA ns1.example.net. hostmaster.fleet.example. 7 3600 600 604800 300
                        @ IN NS ns1.example.net.
                        4.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. IN PTR edge-1.fleet.example.
                        2.0.0.0.1.0.0.0.0.0.0.0.1.0.0.0.1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. IN PTR web.edge-1.fleet.example.
                        """));
    }

    @Test
    @DisplayName("on the class path it is found by being there")
    void installed_isFound() {
        assertThat(FleetRenderers.standard().withInstalled().ids()).contains("zones");
    }

    @Test
    void of_whatNoZoneCanBe_isRefused() {
        assertThatThrownBy(() -> new ZoneFile("fleet example", "ns1.example.net", 7))
                .hasMessage("domain \"fleet example\": is not one; write it in lower case, as fleet.example");
        assertThatThrownBy(() -> new ZoneFile("fleet.example", "ns1.example.net", 0))
                .hasMessageStartingWith("serial 0: is not one");
    }

    @Test
    @Tag("parsers")
    @DisplayName("named-checkzone takes every zone, and refuses one with a broken address or outside its domain")
    void checkzone_takesThem() throws Exception {
        if (!Files.isExecutable(CHECK)) {
            String reason = "skipped: " + CHECK + " is not there";
            System.out.println(reason);
            if ("true".equals(System.getenv("IPV6FLEET_REQUIRE_TOOLS"))) {
                fail(reason);
            }
            abort(reason);
        }
        for (FleetFile file : ZONES.render(PLAN)) {
            String zone = Path.of(file.path()).getFileName().toString();
            Forked taken = check(zone, file.content());

            assertThat(taken.status()).as(taken.out()).isZero();
            assertThat(taken.out()).contains("loaded serial 7").doesNotContain("ignoring");
            assertThat(check(zone, file.content().replaceFirst("(AAAA|PTR) .*", "$1 2001:db8::g x"))
                            .status())
                    .isNotZero();
        }
        assertThat(check("other.example", ZONES.render(PLAN).get(1).content()).out())
                .contains("ignoring out-of-zone data");
    }

    private Forked check(String zone, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("zone"), text);
        return Forked.run(List.of(CHECK.toString(), "-k", "fail", "-n", "fail", zone, file.toString()));
    }
}
