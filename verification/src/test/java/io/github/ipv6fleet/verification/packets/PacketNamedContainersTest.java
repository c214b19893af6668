package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.EngineSource;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The address that a plan has for a container stays its own, whatever else starts, and in whatever order. */
@PacketTest(engine = EngineRoot.NEWEST, version = "28.0")
@DisplayName("declared containers / newest engine at hand / published")
class PacketNamedContainersTest {
    private static final String NETWORK = "2600:1f18:47b:ca03:1:0:1:";

    private static final HostPlan PLAN = HostPlan.builder(
                    "alone",
                    Ipv6Block.parse("2600:1f18:47b:ca03::/64"),
                    Ipv6Address.parse("2600:1f18:47b:ca03::1:1"),
                    Ipv6Block.parse("2600:1f18:47b:ca03:1::/80"))
            .container("web", Ipv6Address.parse(NETWORK + "2"))
            .build();

    private static final String ADDRESS =
            "docker inspect --format" + " '{{range .NetworkSettings.Networks}}{{.GlobalIPv6Address}}{{end}}' %s";

    /** What a reboot does: everything ends, and the engine starts what it restarts itself before any unit is read. */
    private static final String REBOOT = """
            sed -i 's/"live-restore": true/"live-restore": false/' /etc/docker/daemon.json
            kill "$(cat /var/run/docker.pid)"
            while [ -e /var/run/docker.pid ]; do sleep 0.1; done
            systemctl restart docker
            systemctl enable --now ipv6-fleet-network.service
            docker rm --force web >/dev/null 2>&1 || true
            systemctl enable --now ipv6-fleet-container-web.service
            until [ "$(docker container inspect --format '{{.State.Running}}' web 2>&1)" = true ]; do sleep 0.1; done
            """;

    private static HostProfile profile() {
        return HostProfile.builder()
                .engine(DockerEngine.of(EngineRoot.NEWEST.engineVersion().orElseThrow()))
                .engineSource(EngineSource.onImage())
                .uplink(UplinkMatch.name("ens5"))
                .mtu(1400)
                .container(io.github.ipv6fleet.render.Container.of("web", Container.IMAGE)
                        .publish(Container.PORT)
                        .command("sh", "-c", "httpd -p 8081 -h /; exec httpd -f -vv -p 8080 -h /"))
                .build();
    }

    private static PacketLab lab() {
        HostRenderer image = HostRenderer.of(
                "image",
                (plan, profile) -> HostConfig.builder()
                        .command(Phase.AFTER_ENGINE, "image", EngineHost.IMAGE)
                        .build());
        HostConfig config = Renderers.standard().with(image).render(PLAN, profile());
        return PacketLab.start("named-containers", EngineRoot.NEWEST, profile(), List.of(PLAN), List.of(config));
    }

    private static String address(EngineHost host, String container) {
        return host.sh(ADDRESS.formatted(container)).strip();
    }

    private static void unpinned(EngineHost host, String network, String name) {
        host.sh("docker run --detach --restart always --name " + name + " --network " + network + " " + Container.IMAGE
                + " httpd -f >/dev/null");
    }

    @Test
    @DisplayName("before and after a reboot; while it is stopped nobody else gets it; without our range somebody does")
    void addressOfThePlanHolds() {
        try (PacketLab lab = lab()) {
            EngineHost host = lab.host(1);
            assertThat(address(host, "web")).isEqualTo(NETWORK + "2");
            assertThat(host.sh("docker exec web ip link show dev eth0")).contains(" mtu 1400 ");
            for (String name : List.of("one", "two", "three")) {
                unpinned(host, "ipv6fleet", name);
                assertThat(address(host, name)).startsWith(NETWORK + "800");
            }
            assertThat(host.sh("ip6tables-save")).contains("-d " + NETWORK + "2/128", "--dport 8080 -j ACCEPT");

            host.sh(REBOOT);
            assertThat(address(host, "web")).isEqualTo(NETWORK + "2");
            assertThat(address(host, "one")).startsWith(NETWORK + "800");

            host.sh("docker rm --force web");
            unpinned(host, "ipv6fleet", "four");
            assertThat(address(host, "four")).startsWith(NETWORK + "800");

            host.sh("docker rm --force one two three four; docker network rm ipv6fleet;"
                    + " docker network create --ipv6 --ipv4=false --subnet " + NETWORK + "0/112 --gateway " + NETWORK
                    + "1 ipv6fleet");
            unpinned(host, "ipv6fleet", "five");
            assertThat(host.attempt("docker run --detach --network ipv6fleet --ip6 " + NETWORK + "2 " + Container.IMAGE
                                    + " httpd -f")
                            .err())
                    .contains("Address already in use");
        }
    }
}
