package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of daemon.json; that engines behave so is proven with real ones in verification. */
class ConfigCheckDaemonJsonTest {
    private static final String OF_2018 = "{\"ipv6\": true, \"fixed-cidr-v6\": \"2600:1f18:47b:ca03::8/126\"}";

    private static List<ConfigFinding> check(String json, String engine) {
        return ConfigCheck.daemonJson(json, DockerEngine.of(engine));
    }

    private static List<String> ids(String json, String engine) {
        return check(json, engine).stream().map(ConfigFinding::id).toList();
    }

    @Test
    void finding_saysWhereWhatAndTheRemedy() {
        assertThat(check("{\n  \"bip6\": \"2001:db8::1/80\"\n}", "26.1"))
                .singleElement()
                .hasToString("REFUSED daemon.json:2 key-too-new: Docker 26.1 refuses key bip6; first legal in 28.0;"
                        + " leave it out, or take engine 28.0 or later");
    }

    @Test
    void fileOf2018_isOpenOn26AndNatOn28() {
        assertThat(ids(OF_2018, "26.1")).containsExactly("docker0-open", "changes-at-27", "docker0-addresses-move");
        assertThat(check(OF_2018, "26.1").get(1).what())
                .isEqualTo("this file makes containers open on 26.1 and NATed and closed from 27.0 on");
        for (String engine : List.of("27", "28.5", "29")) {
            assertThat(ids(OF_2018, engine)).containsExactly("docker0-nat", "docker0-addresses-move");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bridge-accept-fwmark, 28.5, 29",
        "firewall-backend, 28.5, 29",
        "bip6, 27, 28",
        "log-format, 24, 25",
        "ip-forward-no-drop, 27.5, 28",
        "allow-direct-routing, 28.1, 28.2",
        "default-network-opts, 23, 24",
        "default-stop-timeout, 29.6, 29.7",
        "min-api-version, 28.5, 29",
        "oom-score-adjust, 26, 25",
        "graph, 24, 23"
    })
    void key_isInItsVersionsAlone(String key, String without, String with) {
        assertThat(DockerEngine.of(without).daemonKeys()).doesNotContain(key);
        assertThat(DockerEngine.of(with).daemonKeys()).contains(key);
        assertThat(check("{\"" + key + "\": null}", with)).isEmpty();
        assertThat(check("{\"" + key + "\": null}", without))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(ConfigFinding.Severity.REFUSED));
    }

    /** 28 stands for 28.0 too, which does not have the key yet. */
    @Test
    void key_ofALaterMinorVersion_isRefusedForTheMajor() {
        assertThat(ids("{\"allow-direct-routing\": true}", "28")).containsExactly("key-too-new");
    }

    @Test
    void key_misspelt_isRefusedWithTheOneMeant() {
        assertThat(check("{\"fixed_cidr_v6\": \"2001:db8::/80\"}", "28.5")
                        .get(0)
                        .remedy())
                .startsWith("did you mean fixed-cidr-v6?");
    }

    static List<String> engines() {
        return List.of("20.10", "23", "24", "25", "26.1", "27", "28", "28.5", "29", "29.7");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void ours_hasNothingRefusedOrIgnored(String engine) {
        HostProfile profile = HostProfile.builder()
                .engine(DockerEngine.of(engine))
                .engineSource(EngineSource.onImage())
                .exposure(Exposure.OPEN_DOCKER0_2018)
                .build();
        String json = Renderers.standard()
                .render(Samples.addressRun(), profile)
                .file("/etc/docker/daemon.json")
                .orElseThrow()
                .content();

        assertThat(check(json, engine))
                .extracting(ConfigFinding::severity)
                .doesNotContain(ConfigFinding.Severity.REFUSED, ConfigFinding.Severity.IGNORED);
        assertThat(ids(json, engine)).contains("docker0-open").doesNotContain("docker0-nat");
    }

    @ParameterizedTest
    @CsvSource({":9, gateway-is-docker0", "1::1, gateway-outside", ":a, none"})
    void gateway_isSomebodyElseOfTheSubnet(String gateway, String id) {
        List<String> refused = check(
                        "{\"ipv6\": true, \"fixed-cidr-v6\": \"2001:db8::8/126\", \"default-gateway-v6\": \"2001:db8:"
                                + gateway + "\"}",
                        "28.5")
                .stream()
                .filter(finding -> finding.severity() == ConfigFinding.Severity.REFUSED)
                .map(ConfigFinding::id)
                .toList();

        assertThat(refused).isEqualTo(id.equals("none") ? List.of() : List.of(id));
    }

    @Test
    void hostileTexts_areFindingsNotExceptions() {
        for (String text : List.of(
                "\0",
                "[[[[",
                "[".repeat(5000),
                "\"",
                "{\"a\":{\"b\":1e999999}}",
                "-",
                "\ud800",
                "{\"default-address-pools\": [1, null, {\"base\": 1, \"size\": \"x\"}]}",
                "{\"default-network-opts\": {\"bridge\": 7}}",
                "{\"ipv6\": true, \"fixed-cidr-v6\": \"::/999999999999\"}")) {
            assertThat(check(text, "28.5")).as(text).isNotEmpty();
        }
    }
}
