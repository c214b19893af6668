package io.github.ipv6fleet.render.internal;

/** The bridge of the containers' network. */
final class ContainerBridge {
    /** At most 15 bytes, and one of the interfaces that systemd-networkd leaves alone. */
    static final String NAME = "br-ipv6fleet";

    private ContainerBridge() {}
}
