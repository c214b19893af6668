package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import java.util.Optional;

/**
 * A port that the firewall opens where the engine cannot: of one container, or, as the address of an unpinned one is
 * not known, of every container.
 *
 * @param address the container's; empty for every one
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param port the one that the container itself listens on, 1 to 65535; there is no other without NAT
 */
record OpenPort(Optional<Ipv6Address> address, String protocol, int port) {}
