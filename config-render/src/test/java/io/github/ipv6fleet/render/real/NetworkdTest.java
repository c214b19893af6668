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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** systemd-networkd, in a network of its own, makes of our files what we mean, and has nothing to say about them. */
@Tag("parsers")
class NetworkdTest {
    private static final String PROGRAM = "usr/lib/systemd/systemd-networkd";
    private static final String UPLINK = "etc/systemd/network/05-ipv6-fleet-uplink.network";

    /** A read-only /sys is how networkd knows that there is no udev to wait for. */
    private static final String PLAY = """
            mount -t tmpfs tmpfs "$2/run"
            mount -t proc proc "$2/proc"
            mount --bind /dev "$2/dev"
            mount -t sysfs -o ro sysfs "$2/sys"
            mount --bind "$1/etc/systemd" "$2/etc/systemd"
            chroot "$2/" install -d -o systemd-network -g systemd-network /run/systemd/netif
            ip link add ens5 type veth peer name router
            ip link set router up
            ip -6 addr add 2600:1f18:47b:ca03:1:0:1:9/128 dev ens5 nodad
            sysctl -qw net.ipv6.conf.all.forwarding=1
            chroot "$2/" /usr/lib/systemd/systemd-networkd 2>"$1/log" &
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

    private Tool.Result play(Debian system, HostConfig config) throws IOException {
        Tool.needed("ip");
        Debian.needsRoot();
        if (!Files.isExecutable(system.tree().resolve(PROGRAM))) {
            Tool.refuse("skipped: systemd-networkd is not in " + system.tree());
        }
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
                "chmod -R a+rX \"$1\" && unshare -mnpf --mount-proc --kill-child sh -eu \"$1/play\" \"$@\"",
                "sh",
                root.toString(),
                system == Debian.HERE ? "" : system.tree().toString());
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

    @ParameterizedTest
    @EnumSource
    void networkd_ofDebianHost_configuresTheUplinkAndIsSilent(Debian system) throws IOException {
        Tool.Result result = play(system, config(HostProfile.builder().mtu(1400)));

        assertThat(result.status()).as(result.output() + log()).isZero();
        assertThat(result.output())
                .contains("inet6 2600:1f18:47b:ca03::1:1/128 scope global")
                .contains("default via fe80:ec2::1 dev ens5 proto static")
                .contains("unreachable 2600:1f18:47b:ca03:1::/80 dev lo proto static")
                .contains(" mtu 1400 ")
                .contains("accept_ra = 0")
                .doesNotContain("2600:1f18:47b:ca03:1:0:1:9");
        assertThat(log())
                .contains("Configuring with /" + UPLINK)
                .doesNotContain("ipv6-fleet-uplink.network:", "ipv6-fleet.conf:", "Unknown");
    }

    @Test
    void networkd_ofOrdinaryHost_isSilent() throws IOException {
        Tool.Result result = play(Debian.DEBIAN_13, config(HostProfile.builder()));

        assertThat(result.status()).as(result.output() + log()).isZero();
        assertThat(log())
                .contains("Configuring with /" + UPLINK)
                .doesNotContain("ipv6-fleet-uplink.network:", "ipv6-fleet.conf:", "Unknown");
    }

    @ParameterizedTest
    @EnumSource
    void networkd_ofHostWithoutIpv4_isSilent(Debian system) throws IOException {
        Tool.Result result = play(system, config(HostProfile.builder().ipv4(false)));

        assertThat(result.status()).as(result.output() + log()).isZero();
        assertThat(log())
                .contains("Configuring with /" + UPLINK)
                .doesNotContain("ipv6-fleet-uplink.network:", "ipv6-fleet.conf:", "Unknown");
    }

    @ParameterizedTest
    @EnumSource
    void networkd_ofBrokenFile_complains(Debian system) throws IOException {
        HostConfig good = config(HostProfile.builder());
        HostFile file = good.file("/" + UPLINK).orElseThrow();
        HostConfig broken = HostConfig.builder()
                .file(file.path(), file.mode(), file.content().replace("IPv6AcceptRA", "IPv6AcceptRAs"))
                .command(Phase.NETWORK, "host address", StepsTest.script(good, "host address"))
                .build();
        play(system, broken);

        assertThat(log()).contains("Unknown key 'IPv6AcceptRAs'");
    }
}
