package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingSystemTest {
    private static final String NETPLAN = "/etc/netplan/60-ipv6-fleet.yaml";
    private static final String NETWORKD = "/etc/systemd/network/05-ipv6-fleet-uplink.network";

    private static HostConfig on(OperatingSystem system) {
        return Renderers.standard()
                .render(
                        Samples.prefix(),
                        HostProfile.builder().operatingSystem(system).build());
    }

    @Test
    void known_releases_areWhatTheDocumentationSays() {
        assertThat(List.of(
                        OperatingSystem.UBUNTU_24_04,
                        OperatingSystem.UBUNTU_26_04,
                        OperatingSystem.DEBIAN_12,
                        OperatingSystem.DEBIAN_13))
                .extracting(
                        OperatingSystem::name,
                        OperatingSystem::distribution,
                        OperatingSystem::codename,
                        OperatingSystem::networkStack,
                        system -> system.ownEngine().map(DockerEngine::version).orElse(""))
                .containsExactly(
                        tuple("Ubuntu 24.04", "ubuntu", "noble", NetworkStack.NETPLAN, ""),
                        tuple("Ubuntu 26.04", "ubuntu", "resolute", NetworkStack.NETPLAN, ""),
                        tuple("Debian 12", "debian", "bookworm", NetworkStack.NETWORKD, "20.10.24"),
                        tuple("Debian 13", "debian", "trixie", NetworkStack.NETWORKD, "26.1.5"));
    }

    @Test
    void render_writesTheNetworkOnce() {
        assertThat(on(OperatingSystem.UBUNTU_24_04).file(NETPLAN)).isPresent();
        assertThat(on(OperatingSystem.UBUNTU_24_04).file(NETWORKD)).isEmpty();
        assertThat(on(OperatingSystem.DEBIAN_13).file(NETPLAN)).isEmpty();
        assertThat(on(OperatingSystem.DEBIAN_13).file(NETWORKD)).isPresent();
        assertThat(on(OperatingSystem.DEBIAN_13).commands(Phase.NETWORK))
                .extracting(HostCommand::step)
                .containsExactly("networkd", "host address");
    }

    @Test
    void dockerRepository_isTheDistributions() {
        AptRepository repository = AptRepository.docker(OperatingSystem.DEBIAN_13);

        assertThat(repository).hasToString("https://download.docker.com/linux/debian trixie stable");
        assertThat(repository.keyUri()).isEqualTo("https://download.docker.com/linux/debian/gpg");
    }

    @Test
    void builder_namesAnother() {
        OperatingSystem other = OperatingSystem.builder("Debian 14", "debian", "forky")
                .ownEngine(DockerEngine.of("28.5.2"))
                .build();

        assertThat(other.networkStack()).isEqualTo(NetworkStack.NETWORKD);
        assertThat(other.ownEngine()).isEqualTo(Optional.of(DockerEngine.of("28.5.2")));
        assertThat(other.toBuilder().build()).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other.toBuilder().networkStack(NetworkStack.NETPLAN).build()).isNotEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'a"b'   | debian | forky   | operating system "a"b": is not the name of one; write it as Ubuntu 24.04
            Debian  | De/b   | forky   | distribution "De/b": is not the name of one; write it as ubuntu
            Debian  | debian | for ky  | codename "for ky": is not the name of one; write it as noble
            """)
    void builder_ofWhatIsNoName_isRefused(String name, String distribution, String codename, String expected) {
        assertThatThrownBy(() -> OperatingSystem.builder(name, distribution, codename))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(expected);
    }
}
