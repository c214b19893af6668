package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCheckUserDataTest {
    private static final String HEAD = "#cloud-config\n";

    private static List<String> ids(String text) {
        return ConfigCheck.userData(text).stream().map(ConfigFinding::id).toList();
    }

    @Test
    void size_countsBytesNotCharacters() {
        String fits = HEAD + "#" + "x".repeat(UserData.MAX_BYTES - HEAD.length() - 1);

        assertThat(ids(fits)).isEqualTo(ids(HEAD));
        assertThat(ids(fits.replace("xxxx", "éxxx"))).contains("user-data-size");
        assertThat(ids(fits + "x")).contains("user-data-size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hostname: a\n", "# cloud-config\n", "cloud-config\n", "<powershell>"})
    void header_missing_isIgnored(String text) {
        assertThat(ids(text)).containsExactly("user-data-header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#cloud-config\na: 1", "\n #cloud-config\na: 1", "#!/bin/sh\n", "#include\n", "Content-Type: x\n"
            })
    void header_ofAnyKind_isTaken(String text) {
        assertThat(ids(text)).doesNotContain("user-data-header");
    }

    @Test
    void bareScalars_areWhatYaml11MakesOfThem() {
        String text = HEAD + """
                hostname: no
                write_files:
                  - path: /etc/a
                    permissions: 0600
                    content: 1:30
                  - {path: /etc/b, permissions: '0600', content: "no"}
                """;

        assertThat(ConfigCheck.userData(text))
                .extracting(ConfigFinding::what)
                .containsExactly(
                        "to YAML 1.1 the bare no is true or false, and cloud-init's schema wants a text for hostname",
                        "to YAML 1.1 the bare 0600 is a number, octal: 384, and cloud-init's schema wants a text for"
                                + " permissions",
                        "to YAML 1.1 the bare 1:30 is a number to the base of 60, and cloud-init's schema wants a text"
                                + " for content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "docker run -e DB_PASSWORD=hunter22 app",
                "POSTGRES_PASSWORD: 'hunter22'",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "git clone https://user:hunter22@example.com/x.git",
                "GITHUB_TOKEN: ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "\"api_key\": \"0123456789\""
            })
    void secret_isFoundAndNotRepeated(String line) {
        List<ConfigFinding> findings = ConfigCheck.userData("#!/bin/sh\n" + line + "\n");

        assertThat(findings).extracting(ConfigFinding::id).containsExactly("secret");
        assertThat(findings.get(0).where()).isEqualTo("user-data:2");
        assertThat(findings.get(0).toString()).doesNotContain("hunter22", "AKIA", "wJalr", "ghp_", "0123456789");
    }

    /** No text of the size of user data may take more than a moment. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "a.", "://a", "eyJ", "token", "token=", "- ", "passwd: "})
    void textThatRepeats_isReadInAMoment(String part) {
        assertTimeout(Duration.ofSeconds(5), () -> ids("#!/bin/sh\n" + part.repeat(16_000 / part.length())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export DB_PASSWORD=$(aws secretsmanager get-secret-value)",
                "docker run --env-file /etc/app.env app",
                "Signed-By: /etc/apt/keyrings/docker.asc",
                "password_file: /run/secrets/db",
                "token=\"$TOKEN\"",
                "ssh_pwauth: false"
            })
    void noSecret_isLetPass(String line) {
        assertThat(ids("#!/bin/sh\n" + line + "\n")).isEmpty();
    }

    @Test
    void key_nearAKnownOne_isATypo() {
        assertThat(ids(HEAD + "runcmds: []\nwrite-files: []\nmy_companys_own: 1\nruncmd: []\n"))
                .containsExactly("cloud-config-key", "cloud-config-key");
        assertThat(ids(HEAD + "network: {config: disabled}\n")).containsExactly("cloud-config-network");
        assertThat(ids(HEAD + "runcmd: [a]\nruncmd: [b]\n")).containsExactly("key-twice");
    }

    @Test
    void filesInside_areLookedAtByTheirOwnChecks() {
        String text = HEAD + """
                write_files:
                  - path: /etc/docker/daemon.json
                    content: |
                      {"ipv6": true,
                       "bip6": "2001:db8::1/80"}
                  - path: /etc/netplan/60-a.yaml
                    content: |
                      network: {version: 2, ethernets: {ens5: {acceptra: no}}}
                """;

        assertThat(ConfigCheck.userData(text, DockerEngine.of("26.1")))
                .extracting(ConfigFinding::where, ConfigFinding::id)
                .contains(
                        tuple("user-data:4 /etc/docker/daemon.json:2", "key-too-new"),
                        tuple("user-data:8 /etc/netplan/60-a.yaml:1", "netplan-key-unknown"),
                        tuple("user-data:7", "netplan-mode"));
    }

    @Test
    void ours_hasNothingRefusedIgnoredOrSecret() {
        for (HostConfig config : Samples.golden().values()) {
            assertThat(ConfigCheck.userData(UserData.of(config).bytes()))
                    .filteredOn(finding -> finding.severity() != ConfigFinding.Severity.HINT)
                    .isEmpty();
        }
    }
}
