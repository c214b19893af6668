package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.ec2sim.internal.http.MetadataServer;
import io.github.ipv6fleet.ec2sim.internal.imds.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The instance metadata service of a simulator: what an instance reads at 169.254.169.254 and fd00:ec2::254. It obeys
 * the instance's metadata options: IMDSv2 with a token, also IMDSv1 where {@code HttpTokens} is {@code optional}, 403
 * where the endpoint is disabled. Addresses and prefixes are written as EC2 does, all eight groups, in numeric order. It
 * shows the state of the moment, so what EC2 shows late is here at once.
 *
 * <p>Every version serves the same tree. Not simulated: the hop limit (a listener cannot see how far an answer goes),
 * signatures of the identity document, roles ({@code iam/}), and throttling.
 *
 * <p>Nothing answers, and the connection is closed, for an instance that does not run, for an address that is no
 * instance's, and over IPv6 unless {@code HttpProtocolIpv6} is {@code enabled}.
 *
 * <p>Safe for use by several threads.
 */
public final class MetadataService {
    private final Metadata metadata;
    private final Set<MetadataServer> open;
    private final boolean tokensOptional;

    private MetadataService(Metadata metadata, Set<MetadataServer> open, boolean tokensOptional) {
        this.metadata = metadata;
        this.open = open;
        this.tokensOptional = tokensOptional;
    }

    MetadataService(Metadata metadata) {
        this(metadata, ConcurrentHashMap.newKeySet(), false);
    }

    /**
     * Returns the same service, whose listeners answer without a token also instances that require one; a token that is
     * sent is still checked. For test hosts whose cloud-init does not take them for EC2 and asks for no token.
     */
    public MetadataService withoutTokens() {
        return new MetadataService(metadata, open, true);
    }

    /**
     * Listens for one instance on a free port of 127.0.0.1.
     *
     * @throws IllegalArgumentException if there is no such instance
     * @throws UncheckedIOException if it cannot listen
     */
    public MetadataListener listen(String instanceId) {
        if (!metadata.knows(requireNonNull(instanceId, "instanceId"))) {
            throw new IllegalArgumentException(
                    "instance " + instanceId + ": there is none; give an id that RunInstances has answered");
        }
        return open(new InetSocketAddress(loopback(), 0), from -> Optional.of(instanceId));
    }

    /**
     * Listens for all instances. Who asks is told by the address that the request comes from.
     *
     * @param address where to listen; port 0 is any free one. Anyone who reaches it and is taken for an instance reads
     *     that instance's user data, so choose an address that only test hosts reach.
     * @param instanceOf returns the id of the instance that has this address, empty if none has; called by several
     *     threads
     * @throws UncheckedIOException if it cannot listen
     */
    public MetadataListener open(InetSocketAddress address, Function<InetAddress, Optional<String>> instanceOf) {
        requireNonNull(instanceOf, "instanceOf");
        try {
            MetadataServer server = MetadataServer.open(
                    requireNonNull(address, "address"),
                    metadata,
                    from -> instanceOf.apply(from).orElse(null),
                    tokensOptional);
            open.add(server);
            return new MetadataListener(server, open::remove);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    void close() {
        open.forEach(MetadataServer::close);
        open.clear();
    }
}
