package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.net.Ipv6Block;
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
            # Written by ipv6-fleet. Makes the network of the containers; may be run again, as its unit does.
            set -eu
            : "${1:?is missing; the line ExecStart of %s has the whole command}"
            """.formatted(DockerNetworkRenderer.UNIT);

    /**
     * What an engine without IPv6-only networks hands out besides; it leads nowhere, as nothing translates it. These
     * addresses are for measuring devices (RFC 2544), so no VPC has them.
     */
    private static final String IPV4 = "198.18.0.0/16";

    private static final String OPTION = "com.docker.network.bridge.";

    private static final String CREATE = """
            want="$*"
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
            docker network create --driver bridge --label "$label=$want" "$@" "$network" >/dev/null
            """;

    private static final String LOOK = """
            bridge=$1
            if [ -z "$(ip -6 -o addr show dev docker0 to "$bridge")" ]; then
              echo "docker0 does not have $bridge; restart docker to make it read /etc/docker/daemon.json" >&2
              exit 1
            fi
            """;

    private NetworkProgram() {}

    /** Returns the program, which is the same for all hosts of a profile. */
    static String of(HostProfile profile, DockerEngine engine) {
        if (profile.usesDocker0()) {
            return HEAD + LOOK;
        }
        StringBuilder out = new StringBuilder(HEAD)
                .append(Shell.assign("network", profile.networkName()))
                .append(Shell.assign("label", "io.github.ipv6fleet.recipe"))
                .append("set --");
        for (String option : options(profile, engine)) {
            out.append(" \\\n  ").append(Shell.quoted(option));
        }
        return out.append(" \"$@\"\n").append(CREATE).toString();
    }

    private static List<String> options(HostProfile profile, DockerEngine engine) {
        boolean modes = engine.hasRoutedMode();
        boolean open = profile.exposure() == Exposure.OPEN;
        List<String> options = new ArrayList<>(List.of(
                "--ipv6",
                modes ? "--ipv4=false" : "--subnet=" + IPV4,
                "--opt=" + OPTION + "name=" + ContainerBridge.NAME));
        if (modes) {
            options.add("--opt=" + OPTION + "gateway_mode_ipv6=" + (open ? "nat-unprotected" : "routed"));
        }
        if (open || !modes) {
            options.add("--opt=" + OPTION + "enable_ip_masquerade=false");
        }
        profile.mtu().ifPresent(bytes -> options.add("--opt=com.docker.network.driver.mtu=" + bytes));
        return options;
    }

    /**
     * Returns what the program is run with, which is the host's own. The plan says which address the bridge has, and
     * which addresses are for whom; no engine shall choose.
     */
    static List<String> arguments(HostPlan plan, HostProfile profile) {
        if (profile.usesDocker0()) {
            return List.of(plan.bridgeAddress().toString());
        }
        String subnet = "--subnet=" + plan.containerNetwork();
        String gateway = "--gateway=" + plan.bridgeAddress();
        if (plan.namedContainers().isEmpty()) {
            return List.of(subnet, gateway);
        }
        Ipv6Block unpinned =
                UnpinnedRange.of(plan.containerNetwork(), plan.namedContainers().values());
        return List.of(subnet, gateway, "--ip-range=" + unpinned);
    }
}
