package io.github.ipv6fleet.ec2sim.internal.imds;

import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.MetadataOptions;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metadata service without its transport: a request of one instance in, an answer out. Statuses are those of
 * "Use the Instance Metadata Service" (EC2 User Guide). Thread-safe.
 */
public final class Metadata {
    /** As EC2 lists them at its root; each shows the same tree here. */
    private static final List<String> VERSIONS = List.of(
            "1.0",
            "2007-01-19",
            "2007-03-01",
            "2007-08-29",
            "2007-10-10",
            "2007-12-15",
            "2008-02-01",
            "2008-09-01",
            "2009-04-04",
            "2011-01-01",
            "2011-05-01",
            "2012-01-12",
            "2014-02-25",
            "2014-11-05",
            "2015-10-20",
            "2016-04-19",
            "2016-06-30",
            "2016-09-02",
            "2018-03-28",
            "2018-08-17",
            "2018-09-24",
            "2019-10-01",
            "2020-10-27",
            "2021-01-03",
            "2021-03-23",
            "2021-07-15",
            "2022-09-24",
            "latest");

    private static final Set<String> SILENT = Set.of("stopped", "terminated");
    private static final String TOKEN_PATH = "latest/api/token";
    private static final int LONGEST_PATH = 1024;
    private static final int MOST_SECONDS = 21_600;

    private final World world;
    private final SessionTokens tokens = new SessionTokens();

    public Metadata(World world) {
        this.world = world;
    }

    /**
     * A request, as far as the service looks at it.
     *
     * @param ttl the header X-aws-ec2-metadata-token-ttl-seconds
     * @param token the header X-aws-ec2-metadata-token
     * @param forwarded whether there is a header X-Forwarded-For
     */
    public record Request(
            String method,
            String path,
            @Nullable String ttl,
            @Nullable String token,
            boolean forwarded,
            boolean overIpv6) {}

    /** An answer; {@code ttl} is there in that to a request for a token. */
    public static final class Answer {
        private final int status;
        private final String type;
        private final byte[] body;
        private final @Nullable String ttl;

        private Answer(int status, String type, byte[] body, @Nullable String ttl) {
            this.status = status;
            this.type = type;
            this.body = body;
            this.ttl = ttl;
        }

        public int status() {
            return status;
        }

        public String type() {
            return type;
        }

        public byte[] body() {
            return body;
        }

        public @Nullable String ttl() {
            return ttl;
        }

        static Answer of(byte[] body, String type) {
            return new Answer(200, type, body, null);
        }

        /** As EC2 writes it: a page of XHTML. */
        static Answer refused(int status, String reason) {
            String title = status + " - " + reason;
            String page = """
                    <?xml version="1.0" encoding="iso-8859-1"?>
                    <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                    \t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                    <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                     <head>
                      <title>%s</title>
                     </head>
                     <body>
                      <h1>%s</h1>
                     </body>
                    </html>
                    """.formatted(title, title);
            return new Answer(status, "text/html", page.getBytes(StandardCharsets.UTF_8), null);
        }
    }

    /** Returns whether there is an instance of this id, in whatever state. */
    public boolean knows(String instanceId) {
        synchronized (world) {
            world.tick();
            return world.instances().containsKey(instanceId);
        }
    }

    /**
     * Answers a request of this instance; null where nothing would answer: no such instance, one that does not run, or
     * IPv6 without {@code HttpProtocolIpv6=enabled}.
     *
     * @param tokensOptional answer without a token also where the instance requires one
     */
    public @Nullable Answer answer(String instanceId, Request request, boolean tokensOptional) {
        MetadataTree tree;
        MetadataOptions options;
        Instant now;
        synchronized (world) {
            world.tick();
            now = world.now();
            Instance instance = world.instances().get(instanceId);
            if (instance == null || SILENT.contains(instance.state(now).text())) {
                return null;
            }
            options = instance.launch().metadataOptions();
            if (request.overIpv6() && !options.httpProtocolIpv6().equals("enabled")) {
                return null;
            }
            tree = new MetadataTree(world, instance);
        }
        if (options.httpEndpoint().equals("disabled")) {
            return Answer.refused(403, "Forbidden");
        }
        String path = clean(request.path());
        if (path.equals(TOKEN_PATH)) {
            return issue(instanceId, request, now);
        }
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Answer.refused(405, "Method Not Allowed");
        }
        boolean required = options.httpTokens().equals("required") && !tokensOptional;
        String token = request.token();
        if (token == null ? required : !tokens.valid(token, instanceId, now)) {
            return Answer.refused(401, "Unauthorized");
        }
        return read(tree, path);
    }

    private Answer issue(String instanceId, Request request, Instant now) {
        if (!request.method().equals("PUT")) {
            return Answer.refused(405, "Method Not Allowed");
        }
        if (request.forwarded()) {
            return Answer.refused(403, "Forbidden");
        }
        String ttl = request.ttl();
        if (ttl == null || !ttl.matches("[0-9]{1,5}")) {
            return Answer.refused(400, "Bad Request");
        }
        int seconds = Integer.parseInt(ttl);
        if (seconds < 1 || seconds > MOST_SECONDS) {
            return Answer.refused(400, "Bad Request");
        }
        byte[] token = tokens.issue(instanceId, now.plusSeconds(seconds)).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, "text/plain", token, ttl);
    }

    private static Answer read(MetadataTree tree, String path) {
        if (path.isEmpty()) {
            return Answer.of(String.join("\n", VERSIONS).getBytes(StandardCharsets.UTF_8), "text/plain");
        }
        int slash = path.indexOf('/');
        String version = slash < 0 ? path : path.substring(0, slash);
        String below = slash < 0 ? "" : path.substring(slash + 1);
        byte[] found = VERSIONS.contains(version) ? tree.read(below) : null;
        if (found == null) {
            return Answer.refused(404, "Not Found");
        }
        return Answer.of(found, below.equals("user-data") ? "application/octet-stream" : "text/plain");
    }

    /** Returns the path without the slashes that begin it; EC2 takes several for one. */
    private static String clean(String path) {
        return path.length() > LONGEST_PATH ? "?" : path.replaceAll("/+", "/").substring(path.startsWith("/") ? 1 : 0);
    }
}
