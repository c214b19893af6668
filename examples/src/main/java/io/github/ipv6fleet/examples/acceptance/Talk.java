package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Has the container of each host talk to others, and the host say on its console what came of it, a line for each peer.
 * So nobody has to log in, and no port is open for that.
 */
final class Talk implements HostRenderer {
    static final String CONTAINER = "web";

    /** How each line of the console begins. */
    static final String PREFIX = "ipv6-fleet-acceptance: ";

    /** The line after the last. */
    static final String OVER = "over";

    private static final int PUBLISHED = 80;
    private static final int CLOSED = 8080;

    private static final String PROGRAM = "/usr/local/sbin/ipv6-fleet-acceptance";

    private static final String UNIT = """
            [Unit]
            Description=Acceptance of this host (ipv6-fleet)
            After=docker.service

            [Service]
            Type=oneshot
            ExecStart=%s
            """.formatted(PROGRAM);

    /** Says by whom it was asked, and pings back. */
    private static final String ANSWER = """
            #!/bin/sh
            peer=${REMOTE_ADDR#[}
            peer=${peer%%]*}
            printf 'Content-Type: text/plain\\r\\n\\r\\nseen %s %s\\n' "$peer" "$(ping -6 -c 5 -W 2 "$peer" | grep loss)"
            """;

    private static final String SERVE = """
            mkdir -p /tmp/www/cgi-bin
            printf '%%s' "$0" >/tmp/www/cgi-bin/talk
            chmod 755 /tmp/www/cgi-bin/talk
            httpd -p %d -h /tmp/www
            exec httpd -f -p %d -h /tmp/www
            """.formatted(CLOSED, PUBLISHED);

    /** Peers boot at the same time, hence the patience: some four minutes for each. */
    private static final String ASK = """
            #!/bin/sh
            # Asks each peer, from the container, and says what came of it.
            own=$(docker exec %1$s ip -6 -o addr show dev eth0 scope global | awk '{ sub("/.*", "", $4); print $4; exit }')
            ask() { # PEER PORT
              docker exec %1$s sh -c 'printf "GET /cgi-bin/talk HTTP/1.0\\r\\n\\r\\n" | timeout 30 nc -w 20 "$0" "$1"' "$1" "$2"
            }
            loss() {
              sed -n 's/.*[ ,]\\([0-9]*\\)%% packet loss.*/\\1/p'
            }
            for peer in %2$s; do
              tries=120
              until docker exec %1$s ping -6 -c 1 -W 1 "$peer" >/dev/null || [ "$tries" -le 0 ]; do
                tries=$((tries - 1))
                sleep 1
              done
              to=$(docker exec %1$s ping -6 -c 5 -W 2 "$peer" | loss)
              answer=$(ask "$peer" %3$d | grep '^seen ')
              seen=$(echo "$answer" | awk '{ print $2 }')
              back=$(echo "$answer" | loss)
              other=closed
              [ -z "$(ask "$peer" %4$d)" ] || other=open
              printf '\\n%5$s%%s\\n' "own=$own peer=$peer to=$to seen=$seen back=$back other=$other" | tee /dev/console
            done
            printf '\\n%5$s%6$s\\n' | tee /dev/console
            """;

    private final Function<String, List<Ipv6Address>> peers;

    /** @param peers the containers that the one of a host talks to, by the host's name */
    Talk(Function<String, List<Ipv6Address>> peers) {
        this.peers = peers;
    }

    /** The container of each host: busybox, which answers on a port that is published and on one that is not. */
    static Container container(String image) {
        return Container.of(CONTAINER, image)
                .command("sh", "-euc", SERVE, ANSWER)
                .publish(PUBLISHED);
    }

    @Override
    public String id() {
        return "acceptance";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        String words =
                peers.apply(plan.name()).stream().map(Ipv6Address::toString).collect(Collectors.joining(" "));
        return HostConfig.builder()
                .file(PROGRAM, 0755, ASK.formatted(CONTAINER, words, PUBLISHED, CLOSED, PREFIX, OVER))
                .file("/etc/systemd/system/ipv6-fleet-acceptance.service", 0644, UNIT)
                .command(Phase.CONTAINERS, "acceptance", "systemctl start --no-block ipv6-fleet-acceptance.service\n")
                .build();
    }
}
