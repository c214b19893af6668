package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.PublishedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One unit for each declared container. It makes the container anew at each start, so that neither a leftover of a
 * crash nor one of another image is in the way, and the network can be made again while the host boots. systemd
 * restarts it: then one program decides what runs, in an order that is known.
 */
final class ContainerUnits {
    private static final String DOCKER = "/usr/bin/docker";

    private ContainerUnits() {}

    static String unit(Container container) {
        return "ipv6-fleet-container-" + container.name() + ".service";
    }

    /** Returns the address that the plan promises; on docker0 there is none, and a plan that has one is refused. */
    static Optional<Ipv6Address> address(Container container, HostPlan plan) {
        return Optional.ofNullable(plan.namedContainers().get(container.name()));
    }

    /**
     * Whether the engine is told of a port. On a network that it filters, publishing opens the port. Where all are open, or
     * our firewall opens it, publishing would only take one of the host's besides: on docker0 to lead from there to the
     * container through NAT, elsewhere on old engines to accept what nobody answers. A port of the host that is another
     * one was asked for.
     */
    static boolean publishes(PublishedPort port, HostProfile profile, DockerEngine engine) {
        boolean filtered = !profile.usesDocker0() && engine.hasRoutedMode();
        return port.isMapped() || (filtered && profile.exposure() == Exposure.PUBLISHED);
    }

    /** HOME is where the engine's client looks for the credentials of registries. 143 is the end by SIGTERM. */
    static String text(Container container, HostPlan plan, HostProfile profile, DockerEngine engine) {
        String name = container.name();
        return """
                # Written by ipv6-fleet.
                [Unit]
                Description=Container %s (ipv6-fleet)
                Requires=docker.service %s
                After=docker.service %2$s network-online.target
                Wants=network-online.target
                StartLimitIntervalSec=0

                [Service]
                Type=exec
                Environment=HOME=/root
                ExecStartPre=-%s
                ExecStart=%s
                ExecStop=%s
                ExecStopPost=-%3$s
                Restart=%s
                RestartSec=5
                SuccessExitStatus=143
                TimeoutStopSec=30

                [Install]
                WantedBy=multi-user.target docker.service
                """.formatted(
                        name,
                        DockerNetworkRenderer.UNIT,
                        UnitFile.command(DOCKER, "rm", "--force", name),
                        UnitFile.command(run(container, plan, profile, engine)),
                        UnitFile.command(DOCKER, "stop", name),
                        restart(container));
    }

    private static List<String> run(Container container, HostPlan plan, HostProfile profile, DockerEngine engine) {
        List<String> words = new ArrayList<>(List.of(DOCKER, "run", "--rm", "--pull=missing"));
        words.add("--name=" + container.name());
        words.add("--network=" + profile.networkName());
        address(container, plan).ifPresent(address -> words.add("--ip6=" + address));
        for (PublishedPort port : container.ports()) {
            if (publishes(port, profile, engine)) {
                words.add("--publish=" + (port.isMapped() ? port : port.port() + "/" + port.protocol()));
            }
        }
        container.envFile().ifPresent(file -> words.add("--env-file=" + file));
        words.add(container.image());
        words.addAll(container.command());
        return words;
    }

    static String restart(Container container) {
        return switch (container.restart()) {
            case ALWAYS -> "always";
            case ON_FAILURE -> "on-failure";
            case NEVER -> "no";
        };
    }
}
