package io.github.ipv6fleet.render;

/**
 * A release of an operating system that hosts run. The default is {@link #UBUNTU_24_04}. Immutable, safe for use by
 * several threads.
 */
public final class OperatingSystem {
    /** Ubuntu Server 24.04 LTS, as Canonical's image for EC2 comes: netplan with systemd-networkd, cloud-init, apt. */
    public static final OperatingSystem UBUNTU_24_04 = new OperatingSystem("Ubuntu 24.04", "noble");

    private final String name;
    private final String codename;

    private OperatingSystem(String name, String codename) {
        this.name = name;
        this.codename = codename;
    }

    /** Returns the name with the release, such as {@code Ubuntu 24.04}. */
    public String name() {
        return name;
    }

    /** Returns the release as apt repositories name their suites, such as {@code noble}. */
    public String codename() {
        return codename;
    }

    @Override
    public String toString() {
        return name;
    }
}
