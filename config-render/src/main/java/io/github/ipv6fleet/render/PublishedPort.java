package io.github.ipv6fleet.render;

/** A port of a container that is open at the container's own address. Immutable, safe for use by several threads. */
public final class PublishedPort {
    private final String protocol;
    private final int hostPort;
    private final int port;

    private PublishedPort(String protocol, int hostPort, int port) {
        for (int number : new int[] {hostPort, port}) {
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("port " + number + ": is not one; give 1 to 65535");
            }
        }
        this.protocol = protocol;
        this.hostPort = hostPort;
        this.port = port;
    }

    /** Returns the TCP port that the container listens on, 1 to 65535. */
    public static PublishedPort tcp(int port) {
        return new PublishedPort("tcp", port, port);
    }

    /** Returns the UDP port that the container listens on, 1 to 65535. */
    public static PublishedPort udp(int port) {
        return new PublishedPort("udp", port, port);
    }

    /**
     * Returns the port with another one of the host that leads to it. A container with an address of its own needs
     * none; only {@code docker0} knows such ports, and translates addresses for them.
     */
    public PublishedPort fromHost(int port) {
        return new PublishedPort(protocol, port, this.port);
    }

    /** Returns {@code tcp} or {@code udp}. */
    public String protocol() {
        return protocol;
    }

    /** Returns the port of the host that leads there; the container's unless it is mapped. */
    public int hostPort() {
        return hostPort;
    }

    /** Returns the port that the container listens on. */
    public int port() {
        return port;
    }

    /** Returns whether the port of the host is another. */
    public boolean isMapped() {
        return hostPort != port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublishedPort published && toString().equals(published.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Returns such as {@code 80/tcp} or {@code 8080:80/tcp}. */
    @Override
    public String toString() {
        return (isMapped() ? hostPort + ":" : "") + port + "/" + protocol;
    }
}
