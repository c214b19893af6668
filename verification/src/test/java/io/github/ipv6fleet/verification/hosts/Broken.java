package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.HostReadiness;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.BootState;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import io.github.ipv6fleet.render.Renderers;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hosts with a fault put in on purpose: whoever checks them must find it. */
final class Broken {
    private static final String STARTS_WEB = """
            until docker image inspect lab:1 >/dev/null 2>&1; do sleep 0.2; done
            docker run --detach --name web lab:1 sh -c 'httpd -p 8080 -h /; exec httpd -f -vv -p 80 -h /'
            """;

    private Broken() {}

    /** Launches two of them, and lets them talk as if nothing were wrong. */
    static void talk(SmallVpc vpc, Cell cell, UnaryOperator<Ipv6Fleet.Builder> fault) {
        Fleet fleet = Fleet.launched(vpc, cell, builder -> fault.apply(Fleet.withMetadataOverIpv6(builder.hosts(2))));
        new Conversation(vpc, fleet.hosts()).check();
    }

    /** A boot that fails in a step says so on the console, with what the step said last. */
    static void stepFails(SmallVpc vpc, Cell cell) {
        HostRenderer broken = step(Phase.BEFORE_ENGINE, "break it", "echo trying >&2\necho out of luck >&2\nexit 3\n");
        LaunchedFleet fleet = Fleet.builder(vpc, cell).hosts(1).renderer(broken).launch();
        vpc.awaitBooted();
        HostReadiness said = fleet.awaitReady(Duration.ofMinutes(2)).get(0);
        Checks.require(said.state() == BootState.FAILED, "the host says that its boot failed: " + said);
        Checks.require(said.toString().contains("break it: out of luck"), "and names step and reason: " + said);
        Checks.require(said.toString().contains("trying"), "with the lines before");
    }

    private static HostRenderer step(Phase phase, String name, String script) {
        return HostRenderer.of(
                name.replace(' ', '-'),
                (plan, profile) ->
                        HostConfig.builder().command(phase, name, script).build());
    }

    static UnaryOperator<Ipv6Fleet.Builder> noForwarding() {
        return builder -> builder.renderer(
                step(Phase.CONTAINERS, "forwarding off", "sysctl -qw net.ipv6.conf.all.forwarding=0\n"));
    }

    static UnaryOperator<Ipv6Fleet.Builder> cloudInitKeeps() {
        return builder -> builder.renderers(Renderers.standard().without("cloud-init"));
    }

    /** Everything of the containers is rendered for the neighbouring block. */
    static UnaryOperator<Ipv6Fleet.Builder> wrongBlock() {
        Renderers network = only("docker-network");
        Renderers containers = only("containers");
        return builder -> builder.renderer(
                        HostRenderer.of("docker-network", (plan, profile) -> network.render(moved(plan), profile)))
                .renderer(HostRenderer.of("containers", (plan, profile) -> containers.render(moved(plan), profile)));
    }

    private static HostPlan moved(HostPlan plan) {
        Ipv6Address first = plan.containerBlock().first();
        Ipv6Block next = new Ipv6Block(new Ipv6Address(first.high(), first.low() + (5L << 48)), 80);
        return HostPlan.builder(plan.name(), plan.subnet(), plan.address(), next)
                .container(Fleet.CONTAINER, next.first().plus((1L << 16) + 2))
                .build();
    }

    private static Renderers only(String id) {
        Renderers one = Renderers.standard();
        for (String other : List.copyOf(one.ids())) {
            one = other.equals(id) ? one : one.without(other);
        }
        return one;
    }

    /** docker0 has the block, and nothing is said of ip6tables. */
    static UnaryOperator<Ipv6Fleet.Builder> article() {
        HostRenderer daemon = HostRenderer.of(
                "docker-daemon",
                (plan, profile) -> HostConfig.builder()
                        .file(
                                "/etc/docker/daemon.json",
                                0644,
                                "{\"ipv6\": true, \"fixed-cidr-v6\": \"" + plan.containerNetwork() + "\"}\n")
                        .build());
        HostRenderer network = HostRenderer.of(
                "docker-network", (plan, profile) -> HostConfig.builder().build());
        HostRenderer containers = HostRenderer.of(
                "containers",
                (plan, profile) -> HostConfig.builder()
                        .command(Phase.CONTAINERS, "containers", STARTS_WEB)
                        .build());
        return builder -> builder.renderer(daemon).renderer(network).renderer(containers);
    }
}
