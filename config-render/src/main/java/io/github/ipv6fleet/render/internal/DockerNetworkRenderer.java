package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the network that containers join, once; on docker0 the engine has made it, and it is looked at. */
final class DockerNetworkRenderer implements HostRenderer {
    private static final String OPTION = "com.docker.network.bridge.";

    /** At most 15 bytes, and one of the interfaces that systemd-networkd leaves alone. */
    private static final String BRIDGE = "br-ipv6fleet";

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

    @Override
    public String id() {
        return "docker-network";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        String script = profile.usesDocker0()
                ? Shell.assign("bridge", plan.bridgeAddress().toString()) + LOOK
                : create(plan, profile);
        return HostConfig.builder()
                .command(Phase.AFTER_ENGINE, "container network", script)
                .build();
    }

    private static String create(HostPlan plan, HostProfile profile) {
        String subnet = plan.containerNetwork().toString();
        boolean open = profile.exposure() == Exposure.OPEN;
        String mode = open ? "nat-unprotected" : "routed";
        List<String> options = new ArrayList<>(List.of("gateway_mode_ipv6=" + mode, "name=" + BRIDGE));
        if (open) {
            options.add("enable_ip_masquerade=false");
        }
        // The plan says which address the bridge has; no engine shall choose.
        return Shell.assign("network", profile.networkName())
                + Shell.assign("want", subnet + " " + mode)
                + CREATE
                + "docker network create --driver bridge --ipv6 --ipv4=false \\\n"
                + "  --subnet " + Shell.quoted(subnet) + " --gateway "
                + Shell.quoted(plan.bridgeAddress().toString()) + " \\\n"
                + options.stream()
                        .map(option -> "  -o " + Shell.quoted(OPTION + option) + " \\\n")
                        .collect(Collectors.joining())
                + "  \"$network\" >/dev/null\n";
    }
}
