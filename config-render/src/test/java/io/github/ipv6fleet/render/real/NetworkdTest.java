package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UplinkMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd-networkd, in a network of its own, makes of our files what we mean, and has nothing to say about them. */
@Tag("parsers")
class NetworkdTest {
    private static final String PROGRAM = "/lib/systemd/systemd-networkd";
    private static final String UPLINK = "etc/systemd/network/05-ipv6-fleet-uplink.network";

    /** A read-only /sys is how networkd knows that there is no udev to wait for. */
    private static final String PLAY = """
            mount -t tmpfs tmpfs /run
            install -d -o systemd-network -g systemd-network /run/systemd/netif
            mount -t sysfs -o ro sysfs /sys
            mount --bind "$1/etc/systemd" /etc/systemd
            ip link add ens5 type veth peer name router
            ip link set router up
            ip -6 addr add 2600:1f18:47b:ca03:1:0:1:9/128 dev ens5 nodad
            sysctl -qw net.ipv6.conf.all.forwarding=1
            /lib/systemd/systemd-networkd 2>"$1/log" &
            sh -eu "$1/host-address"
            ip -6 -o addr show dev ens5 scope global
            ip -6 route show default
            ip -6 route show type unreachable
            ip -o link show dev ens5
            sysctl net.ipv6.conf.ens5.accept_ra
            kill $!
            wait $! || true
            """;

    @TempDir
    Path root;

    @BeforeEach
    void networkdIsHere() {
        Tool.needed("unshare", "ip");
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            Tool.refuse("skipped: " + PROGRAM + " is not there");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            Tool.refuse("skipped: not root, so no network of its own");
        }
    }

    private Tool.Result play(HostConfig config) throws IOException {
        for (HostFile file : config.files()) {
            if (file.path().startsWith("/etc/systemd/")) {
                Path target = root.resolve(file.path().substring(1));
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.content());
            }
        }
        Files.writeString(root.resolve("host-address"), StepsTest.script(config, "host address"));
        Files.writeString(root.resolve("play"), PLAY);
        // networkd is not root and reads below a folder that only root may enter.
        return Tool.run(
                "sh",
                "-c",
                "chmod -R a+rX \"$1\" && unshare -mnpf --mount-proc --kill-child sh -eu \"$1/play\" \"$1\"",
                "sh",
                root.toString());
    }

    private String log() throws IOException {
        return Files.readString(root.resolve("log"));
    }

    private static HostConfig config(HostProfile.Builder profile) {
        return Renderers.standard()
                .render(
                        Samples.prefix(),
                        profile.operatingSystem(OperatingSystem.DEBIAN_12)
                                .uplink(UplinkMatch.name("ens5"))
                                .build());
    }

    @Test
    void networkd_ofDebianHost_configuresTheUplinkAndIsSilent() throws IOException {
        Tool.Result result = play(config(HostProfile.builder().mtu(1400)));

        assertThat(result.status()).as(result.output() + log()).isZero();
        assertThat(result.output())
                .contains("inet6 2600:1f18:47b:ca03::1:1/128 scope global")
                .contains("default via fe80:ec2::1 dev ens5 proto static")
                .contains("unreachable 2600:1f18:47b:ca03:1::/80 dev lo proto static")
                .contains(" mtu 1400 ")
                .contains("accept_ra = 0")
                .doesNotContain("2600:1f18:47b:ca03:1:0:1:9");
        assertThat(log()).contains("Configuring with /" + UPLINK).doesNotContain("Unknown", "Failed to parse");
    }

    @Test
    void networkd_ofHostWithoutIpv4_isSilent() throws IOException {
        Tool.Result result = play(config(HostProfile.builder().ipv4(false)));

        assertThat(result.status()).as(result.output() + log()).isZero();
        assertThat(log()).contains("Configuring with /" + UPLINK).doesNotContain("Unknown", "Failed to parse");
    }

    @Test
    void networkd_ofBrokenFile_complains() throws IOException {
        HostConfig good = config(HostProfile.builder());
        HostFile file = good.file("/" + UPLINK).orElseThrow();
        HostConfig broken = HostConfig.builder()
                .file(file.path(), file.mode(), file.content().replace("IPv6AcceptRA", "IPv6AcceptRAs"))
                .command(Phase.NETWORK, "host address", StepsTest.script(good, "host address"))
                .build();
        play(broken);

        assertThat(log()).contains("Unknown key 'IPv6AcceptRAs'");
    }
}
