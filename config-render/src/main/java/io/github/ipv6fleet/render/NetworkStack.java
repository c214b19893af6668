package io.github.ipv6fleet.render;

/** Which files an operating system takes its network from. Either way systemd-networkd does the work. */
public enum NetworkStack {
    /** {@code /etc/netplan}, as on Ubuntu. */
    NETPLAN,

    /**
     * {@code /etc/systemd/network}, as is right on Debian. Ours is read before all that netplan, cloud-init or the
     * image has left for the same interface, so it does not matter whether they have.
     */
    NETWORKD
}
