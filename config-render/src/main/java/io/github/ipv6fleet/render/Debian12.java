package io.github.ipv6fleet.render;

/**
 * Debian 12: systemd 252, cloud-init 22.4, netplan 0.106 where the image has it. Some of Debian's images come with a
 * netplan file for every interface, whose outcome would be read before one named after ours; networkd's own file of
 * ours is read before it.
 */
final class Debian12 {
    private Debian12() {}

    static OperatingSystem system() {
        return OperatingSystem.builder("Debian 12", "debian", "bookworm")
                .ownEngine(DockerEngine.of("20.10.24"))
                .build();
    }
}
