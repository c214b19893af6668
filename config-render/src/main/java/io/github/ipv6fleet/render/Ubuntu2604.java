package io.github.ipv6fleet.render;

/**
 * Ubuntu Server 26.04 LTS: as 24.04, with netplan 1.2 (from memory; no image of it was looked at).
 */
final class Ubuntu2604 {
    private Ubuntu2604() {}

    static OperatingSystem system() {
        return OperatingSystem.builder("Ubuntu 26.04", "ubuntu", "resolute")
                .networkStack(NetworkStack.NETPLAN)
                .build();
    }
}
