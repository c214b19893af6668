package io.github.ipv6fleet.render;

/**
 * A port of a container that is open to the outside, at the container's own address. Immutable.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param hostPort the port of the host that leads there; the same as {@code port} unless it is mapped
 * @param port the port that the container listens on, 1 to 65535
 */
public record PublishedPort(String protocol, int hostPort, int port) {
    /** Checks the parts. */
    public PublishedPort {
        if (!protocol.equals("tcp") && !protocol.equals("udp")) {
            throw new IllegalArgumentException(
                    "protocol \"" + protocol + "\": is neither tcp nor udp; give one of them");
        }
        for (int number : new int[] {hostPort, port}) {
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("port " + number + ": is not one; give 1 to 65535");
            }
        }
    }

    /**
     * Returns whether the host has another port for it. A container with an address of its own needs none; only
     * {@code docker0} knows such ports, and translates addresses for them.
     */
    public boolean isMapped() {
        return hostPort != port;
    }

    /** Returns such as {@code 80/tcp} or {@code 8080:80/tcp}. */
    @Override
    public String toString() {
        return (isMapped() ? hostPort + ":" : "") + port + "/" + protocol;
    }
}
