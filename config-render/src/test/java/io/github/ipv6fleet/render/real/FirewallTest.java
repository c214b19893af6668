package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** nft takes every firewall of ours, and systemd the unit that loads it. */
@Tag("parsers")
class FirewallTest {
    @TempDir
    Path folder;

    static Iterable<String> names() {
        return Samples.golden().keySet();
    }

    /** In a network namespace of its own, as nft looks at what the kernel has. */
    private Tool.Result check(String rules) throws IOException {
        Tool.needed("nft", "unshare");
        Path file = Files.writeString(folder.resolve("firewall.nft"), rules);
        return Tool.run("unshare", "--map-root-user", "--net", "nft", "--check", "--file", file.toString());
    }

    private static List<HostFile> firewalls(HostConfig config) {
        return config.files().stream()
                .filter(file -> file.path().endsWith(".nft"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void check_ofSample_isTaken(String name) throws IOException {
        assertThat(firewalls(Samples.golden().get(name))).isNotEmpty();
        for (HostFile file : firewalls(Samples.golden().get(name))) {
            assertThat(check(file.content())).as(file.path()).isEqualTo(new Tool.Result(0, ""));
        }
    }

    @Test
    void check_ofEveryEngineAndExposure_isTaken() throws IOException {
        for (DockerEngine engine : DockerEngine.known()) {
            for (Exposure exposure : Exposure.values()) {
                if (engine.major() != 27 || exposure == Exposure.OPEN_DOCKER0_2018) {
                    HostProfile profile = Samples.profile(engine.version(), exposure).toBuilder()
                            .metadataForContainers(true)
                            .build();
                    HostFile file = firewalls(Renderers.standard().render(Samples.prefix(), profile))
                            .get(0);
                    assertThat(file.content()).doesNotContain("ec2::254");
                    assertThat(check(file.content())).as("%s", profile).isEqualTo(new Tool.Result(0, ""));
                }
            }
        }
    }

    @Test
    void check_ofBrokenRules_isRefused() throws IOException {
        String rules = firewalls(Samples.golden().get("egress-only-engine-29-prefix"))
                .get(0)
                .content();

        assertThat(check(rules.replace("jump entering", "jump nowhere")).status())
                .isNotZero();
        assertThat(check(rules.replace("echo-request", "echo").replace("packet-too-big", "too-big"))
                        .output())
                .contains("too-big");
    }

    @Test
    void verify_ofUnit_isSilent() throws IOException {
        Tool.needed("systemd-analyze", "nft");
        String unit = Samples.golden()
                .get("egress-only-engine-29-prefix")
                .file("/etc/systemd/system/ipv6-fleet-firewall.service")
                .orElseThrow()
                .content();
        Path file = folder.resolve("ipv6-fleet-firewall.service");

        Files.writeString(file, unit);
        assertThat(Tool.run("systemd-analyze", "verify", "--man=no", file.toString()))
                .isEqualTo(new Tool.Result(0, ""));
        Files.writeString(file, unit.replace("RemainAfterExit", "RemainForever"));
        assertThat(Tool.run("systemd-analyze", "verify", "--man=no", file.toString())
                        .output())
                .contains("RemainForever");
    }
}
