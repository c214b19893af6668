package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random hosts: another parser finds in what we render exactly the values of the plan. */
class ReadBackTest {
    private static final List<String> ENGINES =
            List.of("20.10", "20.10.24", "23.0", "24", "25", "26.1", "27", "28", "28.5", "28.5.2", "29", "29.7.2");

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    @DisplayName("netplan, daemon.json and user data give the plan's values back; same input, same bytes")
    void render_ofRandomHost_readsBack() {
        for (int i = 0; i < 300; i++) {
            HostPlan plan = randomPlan();
            HostProfile profile = randomProfile();
            String replay = plan + " on " + profile + "; replay with -Dipv6fleet.seed=" + seed;
            String text =
                    UserData.of(Renderers.standard().render(plan, profile)).text();
            Parsed userData = Parsed.of(text);

            assertThat(UserData.of(Renderers.standard().render(plan, profile)).text())
                    .as(replay)
                    .isEqualTo(text);
            assertThat(userData.at("hostname").value()).as(replay).isEqualTo(plan.name());
            assertThat(Parsed.of(userData.file("/etc/netplan/60-ipv6-fleet.yaml"))
                            .value())
                    .as(replay)
                    .isEqualTo(expectedNetplan(plan, profile));
            assertThat(Parsed.of(userData.file("/etc/docker/daemon.json")).value())
                    .as(replay)
                    .isEqualTo(expectedDaemon(plan, profile));
        }
    }

    private static Map<String, Object> expectedNetplan(HostPlan plan, HostProfile profile) {
        Map<String, Object> out = Map.of("to", "::/0", "via", "fe80:ec2::1", "on-link", true);
        Map<String, Object> rest = Map.of("to", plan.containerBlock().toString(), "type", "unreachable");
        int bits =
                profile.exposure() == Exposure.OPEN_DOCKER0_2018 ? plan.subnet().prefixLength() : 128;
        Map<String, Object> uplink = Map.of(
                "match",
                Map.of(profile.uplink().key(), profile.uplink().value()),
                "dhcp4",
                true,
                "dhcp6",
                false,
                "accept-ra",
                false,
                "link-local",
                List.of("ipv6"),
                "addresses",
                List.of(plan.address() + "/" + bits),
                "routes",
                plan.containerNetwork().equals(plan.containerBlock()) ? List.of(out) : List.of(out, rest));
        return Map.of("network", Map.of("version", 2, "renderer", "networkd", "ethernets", Map.of("uplink", uplink)));
    }

    private static Map<String, Object> expectedDaemon(HostPlan plan, HostProfile profile) {
        Map<String, Object> keys = new HashMap<>();
        if (profile.usesDocker0()) {
            keys.putAll(Map.of(
                    "ipv6", true, "fixed-cidr-v6", plan.containerNetwork().toString()));
        } else {
            keys.putAll(Map.of("bridge", "none", "live-restore", true, "dns", List.of("fd00:ec2::253")));
        }
        if (profile.usesDocker0() && profile.engine().isAtLeast(27)) {
            keys.put("ip6tables", false);
        }
        if (!profile.usesDocker0() && !profile.engine().isAtLeast(27)) {
            keys.putAll(Map.of("iptables", false, "userland-proxy", false));
        }
        if (profile.engine().isAtLeast(29)) {
            keys.put("firewall-backend", "iptables");
        }
        return keys;
    }

    /** The host takes the first /80 of a random subnet; its block is anywhere above. */
    private HostPlan randomPlan() {
        Ipv6Block subnet = new Ipv6Block(new Ipv6Address(0x2000_0000_0000_0000L | random.nextLong() >>> 3, 0), 64);
        int bits = random.nextBoolean() ? 80 : 112 + random.nextInt(15);
        long low = (0x1_0000_0000_0000L | random.nextLong()) & (bits == 80 ? -1L << 48 : -1L << (128 - bits));
        Ipv6Address address = new Ipv6Address(subnet.first().high(), 4 + random.nextInt(Integer.MAX_VALUE));
        String name = List.of("no", "1e3", "0x1f", "12", "null", "y", "edge-1").get(random.nextInt(7));
        Ipv6Block block = new Ipv6Block(new Ipv6Address(subnet.first().high(), low), bits);
        HostPlan.Builder plan = HostPlan.builder(name, subnet, address, block);
        return (bits == 80 && random.nextInt(4) == 0 ? plan.containerNetwork(block.part(126, 0)) : plan).build();
    }

    private HostProfile randomProfile() {
        List<Exposure> exposures = List.of(Exposure.values());
        while (true) {
            try {
                return HostProfile.builder()
                        .engine(DockerEngine.of(ENGINES.get(random.nextInt(ENGINES.size()))))
                        .exposure(exposures.get(random.nextInt(exposures.size())))
                        .uplink(random.nextBoolean() ? UplinkMatch.DEFAULT : UplinkMatch.name("1e3"))
                        .build();
            } catch (PlanException refused) {
                assertThat(refused.problems()).isNotEmpty(); // HostProfileTest has which; draw again
            }
        }
    }
}
