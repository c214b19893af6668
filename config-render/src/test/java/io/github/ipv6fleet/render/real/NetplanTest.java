package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import io.github.ipv6fleet.render.UplinkMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code netplan generate} takes what we render, without a word, and makes of it what we mean. */
@Tag("parsers")
class NetplanTest {
    private static final String PATH = "/etc/netplan/60-ipv6-fleet.yaml";

    @TempDir
    Path root;

    private Tool.Result generate(String yaml) throws IOException {
        return generate(Debian.HERE, yaml);
    }

    private Tool.Result generate(Debian system, String yaml) throws IOException {
        system.needs("netplan");
        Path file = root.resolve(PATH.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return system.run(root, "netplan", "generate", "--root-dir", "{}");
    }

    private String network() throws IOException {
        return Files.readString(root.resolve("run/systemd/network/10-netplan-uplink.network"));
    }

    private static String yaml(HostConfig config) {
        return config.file(PATH).orElseThrow().content();
    }

    @ParameterizedTest
    @CsvSource({
        "HERE, docker0-2018-engine-20.10-run",
        "HERE, published-engine-29-run",
        "HERE, published-engine-29-prefix",
        "DEBIAN_13, docker0-2018-engine-20.10-run",
        "DEBIAN_13, published-engine-29-prefix"
    })
    void generate_ofSample_isSilent(Debian system, String name) throws IOException {
        Tool.Result result = generate(system, yaml(Samples.golden().get(name)));

        assertThat(result).isEqualTo(new Tool.Result(0, ""));
        assertThat(network())
                .contains("Driver=ena", "DHCP=ipv4", "IPv6AcceptRA=no", "LinkLocalAddressing=ipv6")
                .contains("Address=2600:1f18:47b:ca03::1:1/" + (name.contains("2018") ? 64 : 128) + "\n")
                .contains("[Route]\nDestination=::/0\nGateway=fe80:ec2::1\nGatewayOnLink=true\n");
        assertThat(network().contains("Destination=2600:1f18:47b:ca03:1::/80\nType=unreachable\n"))
                .isEqualTo(name.contains("prefix"));
    }

    @Test
    void generate_ofUplinkByName_matchesTheName() throws IOException {
        HostProfile byName =
                HostProfile.builder().uplink(UplinkMatch.name("ens5")).build();

        assertThat(generate(yaml(Renderers.standard().render(Samples.prefix(), byName))))
                .isEqualTo(new Tool.Result(0, ""));
        assertThat(network()).contains("[Match]\nName=ens5\n");
    }

    @ParameterizedTest
    @EnumSource
    void generate_ofUplinkByMac_matchesThePermanentOne(Debian system) throws IOException {
        HostProfile byMac = HostProfile.builder()
                .uplink(UplinkMatch.macAddress("12:34:56:12:34:56"))
                .build();

        assertThat(generate(system, yaml(Renderers.standard().render(Samples.prefix(), byMac))))
                .isEqualTo(new Tool.Result(0, ""));
        assertThat(network()).contains("[Match]\nPermanentMACAddress=12:34:56:12:34:56\n");
    }

    @ParameterizedTest
    @EnumSource
    void generate_ofMtuAndNoIpv4_saysSo(Debian system) throws IOException {
        HostProfile profile = HostProfile.builder().mtu(1500).ipv4(false).build();

        assertThat(generate(system, yaml(Renderers.standard().render(Samples.prefix(), profile))))
                .isEqualTo(new Tool.Result(0, ""));
        assertThat(network()).contains("MTUBytes=1500", "DNS=fd00:ec2::253").doesNotContain("DHCP");
    }

    @ParameterizedTest
    @EnumSource
    void generate_ofBrokenFile_isRefused(Debian system) throws IOException {
        String good = yaml(Samples.golden().get("published-engine-29-run"));

        assertThat(generate(system, good.replace("::1:1/128", "::1:1/129")).status())
                .isNotZero();
        assertThat(generate(system, good.replace("dhcp6:", "dhcp66:")).output()).contains("unknown key 'dhcp66'");
    }
}
