package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of netplan files beside what netplan itself refuses. */
class ConfigCheckNetplanTest {
    private static List<String> ids(String yaml) {
        return ConfigCheck.netplan(yaml).stream().map(ConfigFinding::id).toList();
    }

    private static String device(String keys) {
        return "network:\n  version: 2\n  ethernets:\n    ens5: " + keys + "\n";
    }

    @Test
    void fileOf2018_isTakenWithHints() {
        assertThat(ids(Documents.of("/check/netplan.txt").get(0).text()))
                .containsExactly("netplan-lists-add-up", "netplan-gateway-deprecated");
    }

    @Test
    void bareMac_isANumberToPython() {
        assertThat(ids(device("{accept-ra: true, match: {macaddress: 12:34:56:12:34:56}}")))
                .containsExactly("mac-is-number");
        assertThat(ids(device("{accept-ra: true, match: {macaddress: \"12:34:56:12:34:56\"}}")))
                .isEmpty();
        assertThat(ids(device("{accept-ra: true, match: {macaddress: 12:fb:b4:8b:15:f8}}")))
                .isEmpty();
    }

    @Test
    void routerAdvertisements_unsaid_loseTheRoute() {
        assertThat(ConfigCheck.netplan(device("{dhcp4: true}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(ConfigFinding.Severity.DANGEROUS))
                .satisfies(finding -> assertThat(finding.id()).isEqualTo("accept-ra-unsaid"));
        assertThat(ConfigCheck.netplan(device("{routes: [{to: \"::/0\", via: \"fe80:ec2::1\"}]}")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(ConfigFinding.Severity.HINT));
    }

    /** What cloud-init makes of a run of addresses on the interface. */
    @Test
    void containerBlockOnTheUplink_isDangerous() {
        String yaml = device("{dhcp6: true, accept-ra: true, addresses: [\"2001:db8::9/128\", \"2001:db8::1:1/64\"]}");

        assertThat(ConfigCheck.netplan(yaml, Ipv6Block.parse("2001:db8::8/126")))
                .extracting(ConfigFinding::id)
                .containsExactly("container-block-on-host", "netplan-lists-add-up", "dhcp6-takes-all");
        assertThat(ConfigCheck.netplan(yaml, Ipv6Block.parse("2001:db8::c/126")))
                .extracting(ConfigFinding::id)
                .doesNotContain("container-block-on-host");
    }

    @Test
    void keyOfNewerNetplan_isAHint() {
        assertThat(ids(device("{accept-ra: true, ra-overrides: {use-dns: false}}")))
                .containsExactly("netplan-key-newer");
    }

    @Test
    void aliasBomb_isRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .replace("%d", "%1$d")
                    .formatted(i)
                    .replace("*a" + i, "*a" + (i - 1)));
        }

        assertThat(ids(bomb.toString())).containsExactly("yaml-syntax");
    }

    @Test
    void ours_isOnlyToldOfOtherFiles() {
        List<HostFile> files = Samples.golden().values().stream()
                .flatMap(config -> config.file("/etc/netplan/60-ipv6-fleet.yaml").stream())
                .toList();
        assertThat(files)
                .hasSizeGreaterThan(5)
                .allSatisfy(file -> assertThat(ids(file.content())).containsExactly("netplan-lists-add-up"));
    }
}
