package io.github.ipv6fleet.ec2sim.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ipv6fleet.ec2sim.internal.imds.Metadata;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Serves {@link Metadata} over HTTP. Whose request it is, is told by where it comes from. Bodies are never read. */
public final class MetadataServer implements AutoCloseable {
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Metadata metadata;
    private final Function<InetAddress, @Nullable String> instanceOf;
    private final boolean tokensOptional;

    private MetadataServer(
            HttpServer server,
            Metadata metadata,
            Function<InetAddress, @Nullable String> instanceOf,
            boolean tokensOptional) {
        this.server = server;
        this.metadata = metadata;
        this.instanceOf = instanceOf;
        this.tokensOptional = tokensOptional;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread =
                    new Thread(task, "ec2-sim-metadata-" + server.getAddress().getPort());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Listens there; {@code instanceOf} returns null for an address that is no instance's. */
    public static MetadataServer open(
            InetSocketAddress address,
            Metadata metadata,
            Function<InetAddress, @Nullable String> instanceOf,
            boolean tokensOptional)
            throws IOException {
        HttpServer http = NoDelay.create(address);
        MetadataServer server = new MetadataServer(http, metadata, instanceOf, tokensOptional);
        http.createContext("/", server::serve);
        http.setExecutor(server.threads);
        // The server's own thread is a daemon if the one that starts it is.
        CompletableFuture.runAsync(http::start, server.threads).join();
        return server;
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            String instanceId = instanceOf.apply(http.getRemoteAddress().getAddress());
            Metadata.Answer answer =
                    instanceId == null ? null : metadata.answer(instanceId, request(http), tokensOptional);
            if (answer == null) {
                return; // the connection is closed without a word: on EC2 nobody would listen
            }
            Headers headers = http.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Server", "EC2ws");
            if (answer.ttl() != null) {
                headers.set("X-aws-ec2-metadata-token-ttl-seconds", answer.ttl());
            }
            boolean head = http.getRequestMethod().equals("HEAD");
            http.sendResponseHeaders(answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head && answer.body().length > 0) {
                try (OutputStream out = http.getResponseBody()) {
                    out.write(answer.body());
                }
            }
        }
    }

    private static Metadata.Request request(HttpExchange http) {
        Headers headers = http.getRequestHeaders();
        return new Metadata.Request(
                http.getRequestMethod(),
                http.getRequestURI().getPath() == null
                        ? ""
                        : http.getRequestURI().getPath(),
                headers.getFirst("X-aws-ec2-metadata-token-ttl-seconds"),
                headers.getFirst("X-aws-ec2-metadata-token"),
                headers.containsKey("X-Forwarded-For"),
                http.getLocalAddress().getAddress() instanceof Inet6Address);
    }

    /** Stops at once; requests under way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
