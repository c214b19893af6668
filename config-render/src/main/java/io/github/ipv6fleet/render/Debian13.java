package io.github.ipv6fleet.render;

/**
 * Debian 13: as Debian 12, with systemd 257, cloud-init 25.1, netplan 1.1 where the image has it.
 */
final class Debian13 {
    private Debian13() {}

    static OperatingSystem system() {
        return OperatingSystem.builder("Debian 13", "debian", "trixie")
                .ownEngine(DockerEngine.of("26.1.5"))
                .build();
    }
}
