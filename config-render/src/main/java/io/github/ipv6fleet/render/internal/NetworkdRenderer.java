package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.NetworkStack;
import io.github.ipv6fleet.render.Phase;

/**
 * Keeps systemd-networkd from the engine's interfaces and routes (systemd/systemd#28626, #25451), and gives the uplink
 * its one IPv6 address and its route where netplan does not.
 */
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

    private static final String RESTART = """
            systemctl enable systemd-networkd
            systemctl restart systemd-networkd
            """;

    private static final HostConfig SAME = HostConfig.builder()
            .file("/etc/systemd/network/05-ipv6-fleet-docker.network", 0644, UNMANAGED)
            .file("/etc/systemd/networkd.conf.d/60-ipv6-fleet.conf", 0644, FOREIGN)
            .build();

    @Override
    public String id() {
        return "networkd";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        if (profile.operatingSystem().networkStack() != NetworkStack.NETWORKD) {
            return SAME;
        }
        return HostConfig.builder()
                .merge(SAME)
                .file("/etc/systemd/network/05-ipv6-fleet-uplink.network", 0644, uplink(Uplink.of(plan, profile)))
                .command(Phase.NETWORK, "networkd", RESTART)
                .build();
    }

    /** The first file that matches an interface counts: 05 is before netplan's and cloud-init's 10, and others. */
    private static String uplink(Uplink uplink) {
        StringBuilder out = new StringBuilder("""
                # Written by ipv6-fleet; a changed plan replaces the host.
                [Match]
                %s=%s

                """.formatted(
                        switch (uplink.match().key()) {
                            case "name" -> "Name";
                            case "macaddress" -> "PermanentMACAddress";
                            default -> "Driver";
                        },
                        Ini.value(uplink.match().value())));
        uplink.mtu()
                .ifPresent(
                        bytes -> out.append("[Link]\nMTUBytes=").append(bytes).append("\n\n"));
        out.append("""
                [Network]
                DHCP=%s
                LinkLocalAddressing=ipv6
                IPv6AcceptRA=no
                Address=%s
                """.formatted(uplink.ipv4() ? "ipv4" : "no", uplink.address()));
        if (!uplink.ipv4()) {
            out.append("DNS=").append(Uplink.RESOLVER).append('\n');
        } else if (uplink.mtu().isEmpty()) {
            out.append("\n[DHCPv4]\nUseMTU=yes\n");
        }
        out.append("""

                [Route]
                Destination=::/0
                Gateway=%s
                GatewayOnLink=yes
                """.formatted(Uplink.ROUTER));
        uplink.unreachable()
                .ifPresent(block ->
                        out.append("\n[Route]\nDestination=").append(block).append("\nType=unreachable\n"));
        return out.toString();
    }
}
