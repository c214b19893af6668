package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.net.Ipv6Address;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A container with two listeners; the one on {@link #PORT} keeps a log of who came. */
final class Container {
    static final String IMAGE = "packets";

    /** The port that is published where anything is. */
    static final int PORT = 8080;

    /** Never published. */
    static final int OTHER_PORT = 8081;

    private static final Pattern INET6 = Pattern.compile("inet6 ([0-9a-f:]+)/\\d+ scope global");
    private static final Pattern PEER = Pattern.compile("^\\[([0-9a-f:]+)\\]:\\d+: response", Pattern.MULTILINE);
    private static final Pattern COUNTS = Pattern.compile("(\\d+) packets transmitted, (\\d+) packets received");

    private final EngineHost host;
    private final String name;
    private volatile @Nullable Ipv6Address address;

    private Container(EngineHost host, String name) {
        this.host = host;
        this.name = name;
    }

    static Container start(EngineHost host, String name, String network, boolean publish) {
        host.sh(
                "docker run --detach --name %s --network %s %s %s sh -c 'httpd -p %d -h /; exec httpd -f -vv -p %d -h /'"
                        .formatted(
                                name,
                                network,
                                publish ? "--publish " + PORT + ":" + PORT : "",
                                IMAGE,
                                OTHER_PORT,
                                PORT));
        return new Container(host, name);
    }

    /** Returns the global address that its kernel has, once the bridge too is past duplicate address detection. */
    Ipv6Address address() {
        Ipv6Address known = address;
        for (int tries = 0; known == null && tries < 20; tries++) {
            String said = host.sh("docker exec " + name + " ip -6 addr show dev eth0; ip -6 -o addr show; sleep 0.2");
            Matcher inet6 = INET6.matcher(said);
            if (inet6.find() && !said.contains("scope global tentative")) {
                known = Ipv6Address.parse(inet6.group(1));
            }
        }
        if (known == null) {
            throw new IllegalStateException("container " + name + " has no IPv6 address that is ready to use");
        }
        address = known;
        return known;
    }

    /** Sends five packets to {@code target}; returns how many of a hundred were lost. */
    int pingLossPercent(Ipv6Address target) {
        String said = inside("ping -c 5 -i 0.2 -W 1 " + target).out();
        Matcher counts = COUNTS.matcher(said);
        if (!counts.find()) {
            throw new IllegalStateException("ping says nothing of packets: " + said);
        }
        int sent = Integer.parseInt(counts.group(1));
        return 100 * (sent - Integer.parseInt(counts.group(2))) / sent;
    }

    /** Returns whether somebody at that port answers a request within two seconds. */
    boolean reaches(Ipv6Address target, int port) {
        return reaches(target.toString(), port);
    }

    /** As {@link #reaches(Ipv6Address, int)}, of any family. */
    boolean reaches(String target, int port) {
        return inside("sh -c 'printf \"GET / HTTP/1.0\\r\\n\\r\\n\" | busybox timeout 4 nc -w 2 %s %d'"
                        .formatted(target, port))
                .out()
                .startsWith("HTTP/");
    }

    /** Returns the source addresses of the connections to {@link #PORT}, in order; waits for the first. */
    List<Ipv6Address> peersSeen() {
        String log = "";
        for (int tries = 0; tries < 20 && !log.contains("response"); tries++) {
            log = host.sh("docker logs " + name + " 2>&1; sleep 0.1");
        }
        return PEER.matcher(log)
                .results()
                .map((MatchResult line) -> Ipv6Address.parse(line.group(1)))
                .toList();
    }

    @Override
    public String toString() {
        return name + " (" + address() + ")";
    }

    private Shell.Outcome inside(String command) {
        return host.attempt("docker exec " + name + " " + command);
    }
}
