package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Random hosts: another parser finds in what we render exactly the values of the plan. */
class ReadBackTest {
    private static final String NETPLAN = "/etc/netplan/60-ipv6-fleet.yaml";

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final RandomHosts random = new RandomHosts(new Random(seed));

    @Test
    @DisplayName("network, daemon.json, containers and user data give the plan's values back; same input, same bytes")
    void render_ofRandomHost_readsBack() {
        for (int i = 0; i < 400; i++) {
            HostProfile profile = random.profile();
            HostPlan plan = random.plan(profile);
            String replay =
                    plan + " " + plan.namedContainers() + " on " + profile + "; replay with -Dipv6fleet.seed=" + seed;
            Renderers renderers = Renderers.standard().with(Renderers.compose());
            String text = UserData.of(renderers.render(plan, profile)).text();
            Parsed userData = Parsed.of(text);

            assertThat(UserData.of(renderers.render(plan, profile)).text())
                    .as(replay)
                    .isEqualTo(text);
            assertThat(userData.at("hostname").value()).as(replay).isEqualTo(plan.name());
            if (profile.operatingSystem().networkStack() == NetworkStack.NETPLAN) {
                assertThat(Parsed.of(userData.file(NETPLAN)).value())
                        .as(replay)
                        .isEqualTo(expectedNetplan(plan, profile));
            } else {
                assertThat(lines(userData.file("/etc/systemd/network/05-ipv6-fleet-uplink.network")))
                        .as(replay)
                        .isEqualTo(expectedNetworkd(plan, profile));
            }
            assertThat(Parsed.of(userData.file("/etc/docker/daemon.json")).value())
                    .as(replay)
                    .isEqualTo(expectedDaemon(plan, profile));
            containers(userData, plan, profile, replay);
        }
    }

    @Test
    @DisplayName("negative control: without its quotes the MAC 12:34:56:12:34:56 is not what the plan says")
    void netplan_withoutQuotes_doesNotReadBack() {
        HostProfile profile = HostProfile.builder()
                .uplink(UplinkMatch.macAddress(RandomHosts.NUMBER_LIKE_MAC))
                .build();
        HostPlan plan = Samples.prefix();
        String netplan = Renderers.standard()
                .render(plan, profile)
                .file(NETPLAN)
                .orElseThrow()
                .content();
        String bare = netplan.replace("\"" + RandomHosts.NUMBER_LIKE_MAC + "\"", RandomHosts.NUMBER_LIKE_MAC);

        assertThat(bare).isNotEqualTo(netplan);
        assertThat(Parsed.of(netplan).value()).isEqualTo(expectedNetplan(plan, profile));
        assertThat(Parsed.of(bare).value()).isNotEqualTo(expectedNetplan(plan, profile));
    }

    private static boolean hasRest(HostPlan plan) {
        return !plan.containerNetwork().equals(plan.containerBlock());
    }

    private static String address(HostPlan plan, HostProfile profile) {
        return plan.address() + "/"
                + (profile.exposure() == Exposure.OPEN_DOCKER0_2018
                        ? plan.subnet().prefixLength()
                        : 128);
    }

    private static Map<String, Object> expectedNetplan(HostPlan plan, HostProfile profile) {
        Map<String, Object> out = Map.of("to", "::/0", "via", "fe80:ec2::1", "on-link", true);
        Map<String, Object> rest = Map.of("to", plan.containerBlock().toString(), "type", "unreachable");
        Map<String, Object> uplink = new HashMap<>(Map.of(
                "match",
                Map.of(profile.uplink().key(), profile.uplink().value()),
                "dhcp4",
                profile.ipv4(),
                "dhcp6",
                false,
                "accept-ra",
                false,
                "link-local",
                List.of("ipv6"),
                "addresses",
                List.of(address(plan, profile)),
                "routes",
                hasRest(plan) ? List.of(out, rest) : List.of(out)));
        profile.mtu().ifPresent(bytes -> uplink.put("mtu", bytes));
        if (!profile.ipv4()) {
            uplink.put("nameservers", Map.of("addresses", List.of("fd00:ec2::253")));
        }
        return Map.of("network", Map.of("version", 2, "renderer", "networkd", "ethernets", Map.of("uplink", uplink)));
    }

    /** Sections, keys and values as systemd reads them: line by line, comments and empty lines left out. */
    private static List<String> lines(String file) {
        return file.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static List<String> expectedNetworkd(HostPlan plan, HostProfile profile) {
        Map<String, String> keys = Map.of("driver", "Driver", "name", "Name", "macaddress", "PermanentMACAddress");
        List<String> expected = new ArrayList<>(List.of(
                "[Match]",
                keys.get(profile.uplink().key()) + "=" + profile.uplink().value()));
        profile.mtu().ifPresent(bytes -> expected.addAll(List.of("[Link]", "MTUBytes=" + bytes)));
        expected.addAll(List.of(
                "[Network]",
                "DHCP=" + (profile.ipv4() ? "ipv4" : "no"),
                "LinkLocalAddressing=ipv6",
                "IPv6AcceptRA=no",
                "Address=" + address(plan, profile)));
        if (!profile.ipv4()) {
            expected.add("DNS=fd00:ec2::253");
        } else if (profile.mtu().isEmpty()) {
            expected.addAll(List.of("[DHCPv4]", "UseMTU=yes"));
        }
        expected.addAll(List.of("[Route]", "Destination=::/0", "Gateway=fe80:ec2::1", "GatewayOnLink=yes"));
        if (hasRest(plan)) {
            expected.addAll(List.of("[Route]", "Destination=" + plan.containerBlock(), "Type=unreachable"));
        }
        return expected;
    }

    private static Map<String, Object> expectedDaemon(HostPlan plan, HostProfile profile) {
        Map<String, Object> keys = new HashMap<>();
        if (profile.usesDocker0()) {
            keys.putAll(Map.of(
                    "ipv6", true, "fixed-cidr-v6", plan.containerNetwork().toString()));
            profile.mtu().ifPresent(bytes -> keys.put("mtu", bytes));
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

    /** The network that the engine is told to make, and in units and the Compose file who has which address of it. */
    private static void containers(Parsed userData, HostPlan plan, HostProfile profile, String replay) {
        String unit = userData.file("/etc/systemd/system/ipv6-fleet-network.service");
        List<String> words =
                List.of(unit.substring(unit.indexOf("ExecStart=")).strip().split(" ", -1));
        if (profile.usesDocker0()) {
            assertThat(words.subList(1, words.size())).as(replay).containsExactly("" + plan.bridgeAddress());
        } else {
            assertThat(words)
                    .as(replay)
                    .contains("--subnet=" + plan.containerNetwork(), "--gateway=" + plan.bridgeAddress());
            assertThat(words.stream().anyMatch(word -> word.startsWith("--ip-range=")))
                    .as(replay)
                    .isEqualTo(!plan.namedContainers().isEmpty());
        }
        for (Container container : profile.containers()) {
            Ipv6Address address = plan.namedContainers().get(container.name());
            String own = userData.file("/etc/systemd/system/ipv6-fleet-container-" + container.name() + ".service");
            assertThat(Pattern.compile("--ip6=(\\S+)")
                            .matcher(own)
                            .results()
                            .map(found -> found.group(1))
                            .toList())
                    .as(replay)
                    .isEqualTo(address == null ? List.of() : List.of(address.toString()));
            Parsed service =
                    Parsed.of(userData.file("/etc/ipv6-fleet/compose.yaml")).at("services", container.name());
            assertThat(service.at("image").value()).as(replay).isEqualTo(container.image());
            if (!profile.usesDocker0()) {
                assertThat(service.at("networks", "ipv6fleet").value())
                        .as(replay)
                        .isEqualTo(address == null ? Map.of() : Map.of("ipv6_address", address.toString()));
            }
        }
    }
}
