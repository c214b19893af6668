package io.github.ipv6fleet.aws;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A metadata service that is right unless it is told otherwise for a path: then it misbehaves, once for each telling. */
final class MetadataStandIn implements AutoCloseable {
    static final String MAC = "12:fb:b4:8b:15:f8";
    static final String NIC = "network/interfaces/macs/" + MAC + "/";
    static final String TOKEN = "token";

    /** Says something on an open connection. */
    interface Reply {
        void send(OutputStream out) throws IOException, InterruptedException;
    }

    /** A request for a path below meta-data, or {@link #TOKEN}. */
    record Request(String method, String path, Map<String, String> headers) {}

    private final ServerSocket server;
    private final Map<String, String> values = new ConcurrentHashMap<>(Map.ofEntries(
            Map.entry("mac", MAC),
            Map.entry("instance-id", "i-0123456789abcdef0"),
            Map.entry("instance-type", "t3.small"),
            Map.entry("ami-id", "ami-0123456789abcdef0"),
            Map.entry("placement/region", "eu-west-3"),
            Map.entry("placement/availability-zone", "eu-west-3a"),
            Map.entry(NIC + "interface-id", "eni-0123456789abcdef0"),
            Map.entry(NIC + "local-ipv4s", "172.31.0.4\n172.31.0.5"),
            Map.entry(NIC + "ipv6s", "2600:1f18:47b:ca03:0:0:0:5\n2600:1f18:47b:ca03:0:0:0:4"),
            Map.entry(NIC + "ipv6-prefix", "2600:1f18:47b:ca03:1:0:0:0/80"),
            Map.entry(NIC + "subnet-id", "subnet-09a931730fa9e0000"),
            Map.entry(NIC + "subnet-ipv6-cidr-blocks", "2600:1f18:47b:ca03:0:0:0:0/64"),
            Map.entry(NIC + "vpc-id", "vpc-0123456789abcdef0"),
            Map.entry(NIC + "security-group-ids", "sg-0eaf4395729820000\nsg-0eaf4395729820001")));
    private final Map<String, Deque<Reply>> scripted = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong sent = new AtomicLong();
    private volatile String token = "t";

    MetadataStandIn() {
        this("127.0.0.1");
    }

    MetadataStandIn(String address) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    URI endpoint() {
        String host = server.getInetAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getLocalPort());
    }

    /** Changes a value; null takes it away. */
    MetadataStandIn says(String path, String value) {
        if (value == null) {
            values.remove(path);
        } else {
            values.put(path, value);
        }
        return this;
    }

    /** Begins its tokens so; each ends in its number. */
    MetadataStandIn token(String begin) {
        token = begin;
        return this;
    }

    /** Misbehaves at the next request for that path; said again, at the one after. */
    MetadataStandIn once(String path, Reply reply) {
        scripted.computeIfAbsent(path, any -> new ArrayDeque<>()).add(reply);
        return this;
    }

    /** Misbehaves so often. */
    MetadataStandIn times(int count, String path, Reply reply) {
        for (int i = 0; i < count; i++) {
            once(path, reply);
        }
        return this;
    }

    List<Request> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    /** How many bytes of an endless answer were taken. */
    long sent() {
        return sent.get();
    }

    static Reply status(int code, String body, String... headers) {
        return out -> out.write(("HTTP/1.1 " + code + " Said\r\nContent-Length: " + body.length() + "\r\n"
                        + String.join("", headers) + "\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Closes the connection without a word. */
    static Reply cut() {
        return out -> {};
    }

    /** Says nothing until this stand-in closes. */
    Reply silence() {
        return out -> closed.await();
    }

    /** Never ends its headers, and never stops for long enough to be silent. */
    Reply drip() {
        return out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
            while (closed.getCount() > 0) {
                out.write("X: y\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                closed.await(20, TimeUnit.MILLISECONDS);
            }
        };
    }

    /** Never ends. */
    Reply endless() {
        return out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            byte[] some = "2600:1f18:47b:ca03:0:0:0:5\n".repeat(100).getBytes(StandardCharsets.UTF_8);
            while (closed.getCount() > 0) {
                out.write(some);
                sent.addAndGet(some.length);
            }
        };
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String[] first = line.split(" ", 3);
            Map<String, String> headers = new ConcurrentHashMap<>();
            for (line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                String[] parts = line.split(":", 2);
                headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
            }
            String path = first[1].equals("/latest/api/token") ? TOKEN : first[1].replace("/latest/meta-data/", "");
            in.skip(Long.parseLong(headers.getOrDefault("content-length", "0")));
            Request request = new Request(first[0], path, headers);
            requests.add(request);
            reply(request).send(socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // whoever asked has gone
        }
    }

    private synchronized Reply reply(Request request) {
        Deque<Reply> mine = scripted.get(request.path());
        if (mine != null && !mine.isEmpty()) {
            return mine.remove();
        }
        if (request.path().equals(TOKEN)) {
            return status(200, token + requests(TOKEN).size(), "X-aws-ec2-metadata-token-ttl-seconds: 21600\r\n");
        }
        if (!(token + requests(TOKEN).size()).equals(request.headers().get("x-aws-ec2-metadata-token"))) {
            return status(401, "");
        }
        String value = values.get(request.path());
        return value == null ? status(404, "not found") : status(200, value);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "metadata-stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Closeable each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
