package io.github.ipv6fleet.render;

/**
 * Ubuntu Server 24.04 LTS: netplan 1.0 and later, systemd 255, cloud-init 24.1 and later. Its archive renews docker.io to
 * newer majors while the release lives, so no engine of its own is named.
 */
final class Ubuntu2404 {
    private Ubuntu2404() {}

    static OperatingSystem system() {
        return OperatingSystem.builder("Ubuntu 24.04", "ubuntu", "noble")
                .networkStack(NetworkStack.NETPLAN)
                .build();
    }
}
