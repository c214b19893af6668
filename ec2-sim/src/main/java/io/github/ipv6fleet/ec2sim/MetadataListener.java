package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.http.MetadataServer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Consumer;

/** An open port of a {@link MetadataService}; it closes with its simulator, or before. Safe for use by several threads. */
public final class MetadataListener implements AutoCloseable {
    private final MetadataServer server;
    private final Consumer<MetadataServer> whenClosed;

    MetadataListener(MetadataServer server, Consumer<MetadataServer> whenClosed) {
        this.server = server;
        this.whenClosed = whenClosed;
    }

    /**
     * Returns where it listens, such as {@code http://127.0.0.1:40123}: what {@code AWS_EC2_METADATA_SERVICE_ENDPOINT}
     * and the SDK's {@code Ec2MetadataClient} want.
     */
    public URI endpoint() {
        InetSocketAddress address = server.address();
        InetAddress host = address.getAddress();
        String text = host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        return URI.create("http://" + text + ":" + address.getPort());
    }

    /** Stops listening at once. */
    @Override
    public void close() {
        whenClosed.accept(server);
        server.close();
    }
}
