package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether pinned addresses stay where they are, in Compose files and in commands; and what engines make of networks. */
class ConfigCheckComposeTest {
    private static final String COMPOSE = """
            services:
              web:
                networks: {v6: {ipv6_address: "2001:db8::2"}}
              other:
                networks: [v6]
            networks:
              v6:
                enable_ipv6: true
                driver_opts: {com.docker.network.bridge.gateway_mode_ipv6: routed}
                ipam:
                  config:
                    - subnet: "2001:db8::/112"
            """;

    private static List<String> found(List<ConfigFinding> findings) {
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.where() + " " + finding.id())
                .toList();
    }

    @Test
    void pinBesideAnUnpinnedService_isNotKept() {
        assertThat(ConfigCheck.compose(COMPOSE))
                .singleElement()
                .hasToString(
                        "DANGEROUS compose:3 address-not-kept: service other takes whatever address is free when it"
                                + " starts, also 2001:db8::2 while service web is down, which then does not start again; give"
                                + " network v6 an IP range that 2001:db8::2 is not in, which the engine takes addresses for other"
                                + " containers from");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ip_range: "2001:db8::8000/113" | none
            ip_range: "2001:db8::/113"     | DANGEROUS compose:3 address-not-kept
            gateway: "2001:db8::1"         | DANGEROUS compose:3 address-not-kept
            """)
    void pin_isKept_ifTheRangeIsElsewhere(String key, String expected) {
        String text = COMPOSE + "          " + key + "\n";

        assertThat(found(ConfigCheck.compose(text))).isEqualTo(expected.equals("none") ? List.of() : List.of(expected));
    }

    @Test
    void pin_whereAllArePinned_isAHint() {
        String text = COMPOSE.replace("[v6]", "{v6: {ipv6_address: \"2001:db8::3\"}}");

        assertThat(found(ConfigCheck.compose(text)))
                .containsExactly("HINT compose:3 address-not-kept", "HINT compose:5 address-not-kept");
    }

    @Test
    void network_ofSomebodyElse_isNotJudged() {
        String text = COMPOSE.substring(0, COMPOSE.indexOf("    enable_ipv6")) + "    external: true\n";

        assertThat(ConfigCheck.compose(text, DockerEngine.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"26.1, IGNORED compose:9 option-too-new", "28.5, none", "29, none"})
    void routedMode_isKnownFrom28(String engine, String expected) {
        List<String> found = found(ConfigCheck.compose(COMPOSE.replace("[v6]", "[]"), DockerEngine.of(engine)));

        assertThat(found)
                .filteredOn(one -> !one.endsWith("address-not-kept"))
                .isEqualTo(expected.equals("none") ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            26.1 | {}                                                                  | none
            27   | {}                                                                  | Docker 27 hides the containers of network v6 behind the host's address and closes their ports
            28.5 | {}                                                                  | Docker 28.5 hides the containers of network v6 behind the host's address and closes their ports
            28.5 | {com.docker.network.bridge.gateway_mode_ipv6: nat-unprotected}      | Docker 28.5 hides the containers of network v6 behind the host's address
            28.5 | {com.docker.network.bridge.enable_ip_masquerade: 'false'}           | Docker 28.5 closes the ports of network v6
            """)
    void network_withoutAMode_isNatFrom27(String engine, String options, String expected) {
        String text = COMPOSE.replace("{com.docker.network.bridge.gateway_mode_ipv6: routed}", options);

        assertThat(ConfigCheck.compose(text, DockerEngine.of(engine)).stream()
                        .filter(finding -> finding.id().equals("network-nat"))
                        .map(ConfigFinding::what)
                        .findFirst())
                .isEqualTo(expected.equals("none") ? Optional.empty() : Optional.of(expected));
    }

    @Test
    void compose_ofUserData_isLookedAt() {
        String text = "#cloud-config\nwrite_files:\n  - path: /etc/ipv6-fleet/compose.yaml\n    content: |\n"
                + COMPOSE.indent(6);

        assertThat(found(ConfigCheck.userData(text)))
                .containsExactly("DANGEROUS user-data:4 /etc/ipv6-fleet/compose.yaml:3 address-not-kept");
    }

    @Test
    void compose_ofNonsense_isFindingsNotExceptions() {
        assertThat(ConfigCheck.compose("[1, 2]")).extracting(ConfigFinding::id).containsExactly("compose-no-map");
        assertThat(ConfigCheck.compose("services: ["))
                .extracting(ConfigFinding::id)
                .containsExactly("yaml-syntax");
        assertThat(ConfigCheck.compose("services: {a: [], b: 1}\nnetworks: [c, {d: e}]"))
                .isEmpty();
        assertThat(ConfigCheck.compose("services:\n  a:\n    environment: {DB_PASSWORD: hunter22}\n"))
                .extracting(ConfigFinding::id)
                .containsExactly("secret");
    }

    private static final String MADE = "docker network create --ipv6 --subnet 2001:db8::/112 --gateway 2001:db8::1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docker run -d --network v6 --ip6 2001:db8::2 --name web nginx; docker run --net=v6 redis | DANGEROUS 3
            docker run -d --network=v6 --ip6=2001:db8::2 nginx                                       | HINT 3
            ExecStart=/usr/bin/docker run --network=v6 --ip6=2001:db8::2 nginx                       | HINT 3
            - [docker, run, --network, v6, "--ip6", "2001:db8::2", nginx]                            | HINT 3
            docker run --network v6 redis                                                            | none
            docker run --network "$net" --ip6 2001:db8::2 nginx                                      | none
            """)
    void pinInACommand_isNotKeptWithoutARange(String command, String expected) {
        String script = "#!/bin/sh\n" + MADE + " v6\n" + command + "\n";
        List<String> found = found(ConfigCheck.userData(script));

        assertThat(found)
                .isEqualTo(
                        expected.equals("none")
                                ? List.of()
                                : List.of(expected.replace(" ", " user-data:") + " address-not-kept"));
        assertThat(ConfigCheck.userData(
                        script.replace(" v6\n", " --ip-range=2001:db8::8000/113 \\\n  v6 >/dev/null\n")))
                .isEmpty();
    }

    @Test
    @DisplayName("what we render, with pinned containers on every engine and as a Compose file, keeps its addresses")
    void ours_keepsItsAddresses() {
        for (String engine : List.of("20.10", "26.1", "28.5", "29")) {
            HostProfile profile = Samples.containers(engine, Exposure.PUBLISHED);
            HostConfig config = Renderers.standard()
                    .with(Renderers.compose())
                    .render(Samples.named(Samples.prefix(), "web"), profile);

            assertThat(found(ConfigCheck.userData(UserData.of(config).bytes(), profile.engine())))
                    .noneMatch(finding -> finding.contains("address-not-kept") || finding.contains("network-nat"));
        }
    }
}
