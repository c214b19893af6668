package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that makes the containers' network unless it is there. One that was made by another recipe, also one of
 * an older engine, is made again while nothing uses it: what inspect shows of it may not be what it does.
 */
final class NetworkProgram {
    private static final String HEAD = """
            #!/bin/sh
            # Written by ipv6-fleet. Makes the network of the containers; may be run again.
            set -eu
            """;

    /**
     * What an engine without IPv6-only networks hands out besides; it leads nowhere, as nothing translates it. These
     * addresses are for measuring devices (RFC 2544), so no VPC has them.
     */
    private static final String IPV4 = "198.18.0.0/16";

    private static final String OPTION = "com.docker.network.bridge.";

    private static final String CREATE = """
            show="{{index .Labels \\"$label\\"}}"
            if have=$(docker network inspect --format "$show" "$network" 2>/dev/null); then
              [ "$have" != "$want" ] || exit 0
              used=$(docker network inspect --format '{{len .Containers}}' "$network")
              if [ -z "$have" ] || [ "$used" -gt 0 ]; then
                echo "network $network is there as ${have:-somebody else made it}, wanted is $want;" \\
                  "remove its containers, then: docker network rm $network" >&2
                exit 1
              fi
              docker network rm "$network" >/dev/null
            fi
            """;

    private static final String LOOK = """
            if [ -z "$(ip -6 -o addr show dev docker0 to "$bridge")" ]; then
              echo "docker0 does not have $bridge; restart docker to make it read /etc/docker/daemon.json" >&2
              exit 1
            fi
            """;

    private NetworkProgram() {}

    static String of(HostPlan plan, HostProfile profile, DockerEngine engine) {
        if (profile.usesDocker0()) {
            return HEAD + Shell.assign("bridge", plan.bridgeAddress().toString()) + LOOK;
        }
        List<String> arguments = arguments(plan, profile, engine);
        StringBuilder out = new StringBuilder(HEAD)
                .append(Shell.assign("network", profile.networkName()))
                .append(Shell.assign("label", "io.github.ipv6fleet.recipe"))
                .append(Shell.assign("want", String.join(" ", arguments)))
                .append(CREATE)
                .append("docker network create --driver bridge --label \"$label=$want\" \\\n");
        for (String argument : arguments) {
            out.append("  ").append(Shell.quoted(argument)).append(" \\\n");
        }
        return out.append("  \"$network\" >/dev/null\n").toString();
    }

    /** The plan says which address the bridge has, and which addresses are for whom; no engine shall choose. */
    private static List<String> arguments(HostPlan plan, HostProfile profile, DockerEngine engine) {
        boolean modes = engine.hasRoutedMode();
        boolean open = profile.exposure() == Exposure.OPEN;
        List<String> arguments = new ArrayList<>(List.of(
                "--ipv6",
                modes ? "--ipv4=false" : "--subnet=" + IPV4,
                "--subnet=" + plan.containerNetwork(),
                "--gateway=" + plan.bridgeAddress()));
        if (!plan.namedContainers().isEmpty()) {
            arguments.add("--ip-range="
                    + UnpinnedRange.of(
                            plan.containerNetwork(), plan.namedContainers().values()));
        }
        arguments.add("--opt=" + OPTION + "name=" + ContainerBridge.NAME);
        if (modes) {
            arguments.add("--opt=" + OPTION + "gateway_mode_ipv6=" + (open ? "nat-unprotected" : "routed"));
        }
        if (open || !modes) {
            arguments.add("--opt=" + OPTION + "enable_ip_masquerade=false");
        }
        profile.mtu().ifPresent(bytes -> arguments.add("--opt=com.docker.network.driver.mtu=" + bytes));
        return arguments;
    }
}
