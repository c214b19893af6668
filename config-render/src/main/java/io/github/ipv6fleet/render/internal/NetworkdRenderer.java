package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;

/** Keeps systemd-networkd from the engine's interfaces and routes (systemd/systemd#28626, #25451). */
final class NetworkdRenderer implements HostRenderer {
    private static final String UNMANAGED = """
            # Written by ipv6-fleet: these belong to the container engine.
            [Match]
            Name=docker0 br-* veth*

            [Link]
            Unmanaged=yes
            """;

    /** Read when networkd starts next; until then the other file alone keeps it off the engine's interfaces. */
    private static final String FOREIGN = """
            # Written by ipv6-fleet: routes that the container engine makes stay.
            [Network]
            ManageForeignRoutes=no
            ManageForeignRoutingPolicyRules=no
            """;

    @Override
    public String id() {
        return "networkd";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        return HostConfig.builder()
                .file("/etc/systemd/network/05-ipv6-fleet-docker.network", 0644, UNMANAGED)
                .file("/etc/systemd/networkd.conf.d/60-ipv6-fleet.conf", 0644, FOREIGN)
                .build();
    }
}
