package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The program that makes the containers' network unless it is there, and fails if another is there in its place. */
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
            mode='{{index .Options "com.docker.network.bridge.gateway_mode_ipv6"}}'
            show="{{range .IPAM.Config}}{{.Subnet}} {{end}}$mode"
            if have=$(docker network inspect --format "$show" "$network" 2>/dev/null); then
              if [ "$have" != "$want" ]; then
                echo "network $network is there as $have, wanted is $want;" \\
                  "remove its containers, then: docker network rm $network" >&2
                exit 1
              fi
              exit 0
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
        boolean modes = engine.hasRoutedMode();
        boolean open = profile.exposure() == Exposure.OPEN;
        String mode = !modes ? "" : open ? "nat-unprotected" : "routed";
        String subnet = plan.containerNetwork().toString();
        List<String> options = new ArrayList<>(List.of("name=" + ContainerBridge.NAME));
        if (modes) {
            options.add("gateway_mode_ipv6=" + mode);
        }
        if (open || !modes) {
            options.add("enable_ip_masquerade=false");
        }
        // The plan says which address the bridge has; no engine shall choose.
        return HEAD
                + Shell.assign("network", profile.networkName())
                + Shell.assign("want", (modes ? "" : IPV4 + " ") + subnet + " " + mode)
                + CREATE
                + "docker network create --driver bridge --ipv6 "
                + (modes ? "--ipv4=false" : "--subnet " + Shell.quoted(IPV4)) + " \\\n"
                + "  --subnet " + Shell.quoted(subnet) + " --gateway "
                + Shell.quoted(plan.bridgeAddress().toString()) + " \\\n"
                + options.stream()
                        .map(option -> "  -o " + Shell.quoted(OPTION + option) + " \\\n")
                        .collect(Collectors.joining())
                + "  \"$network\" >/dev/null\n";
    }
}
