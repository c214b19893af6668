package io.github.ipv6fleet.ec2sim.internal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.ipv6fleet.ec2sim.internal.ConnectionCut;
import io.github.ipv6fleet.ec2sim.internal.Dispatcher;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Exchange;
import io.github.ipv6fleet.ec2sim.internal.wire.FormDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a {@link Dispatcher} over HTTP. */
public final class Endpoint implements AutoCloseable {
    private static final int LONGEST_BODY = 2 << 20;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Dispatcher dispatcher;

    private Endpoint(HttpServer server, Dispatcher dispatcher) {
        this.server = server;
        this.dispatcher = dispatcher;
        // As many as there are requests: on a virtual clock a caller who waited for a thread would keep time from
        // passing.
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "ec2-sim-" + server.getAddress().getPort());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Returns the port, if it is one. */
    public static int checkedPort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ": give 0 (any free one) to 65535");
        }
        return port;
    }

    /** Listens on the port of that address; 0 is any free one. */
    public static Endpoint open(InetAddress address, int port, Dispatcher dispatcher) throws IOException {
        HttpServer server = NoDelay.create(new InetSocketAddress(address, port));
        Endpoint endpoint = new Endpoint(server, dispatcher);
        server.createContext("/", endpoint::serve);
        server.setExecutor(endpoint.threads);
        // The server's own thread is a daemon if the one that starts it is: nobody is kept from ending by a server
        // that was not closed.
        CompletableFuture.runAsync(server::start, endpoint.threads).join();
        return endpoint;
    }

    public URI uri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            Exchange exchange;
            try {
                exchange = exchange(http);
            } catch (ConnectionCut e) {
                return; // closing what has not begun to answer ends the connection
            }
            byte[] body = exchange.body().getBytes(StandardCharsets.UTF_8);
            http.getResponseHeaders().set("Content-Type", "text/xml;charset=UTF-8");
            http.getResponseHeaders().set("x-amzn-RequestId", exchange.requestId());
            http.sendResponseHeaders(exchange.status(), body.length);
            try (OutputStream out = http.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private Exchange exchange(HttpExchange http) throws IOException {
        try {
            String query = http.getRequestURI().getRawQuery();
            return dispatcher.dispatch(FormDecoder.decode(
                    switch (http.getRequestMethod()) {
                        case "GET" -> query == null ? "" : query;
                        case "POST" -> body(http) + (query == null ? "" : "&" + query);
                        default ->
                            throw Ec2Error.refused("InvalidRequest", "Use GET or POST, not " + http.getRequestMethod());
                    }));
        } catch (Ec2Error e) {
            return dispatcher.refuse(e);
        }
    }

    private static String body(HttpExchange http) throws IOException {
        try (InputStream in = http.getRequestBody()) {
            byte[] bytes = in.readNBytes(LONGEST_BODY + 1);
            if (bytes.length > LONGEST_BODY) {
                throw Ec2Error.refused(
                        "RequestEntityTooLarge", "A request may be at most " + LONGEST_BODY + " bytes long");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1); // the decoder reads it as bytes
        }
    }

    /** Stops at once; requests under way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
