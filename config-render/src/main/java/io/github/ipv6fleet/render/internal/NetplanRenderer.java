package io.github.ipv6fleet.render.internal;

import static io.github.ipv6fleet.render.internal.Yaml.quoted;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.NetworkStack;
import io.github.ipv6fleet.render.Phase;

/** Gives the uplink its one IPv6 address and its route where netplan says what the network is. */
final class NetplanRenderer implements HostRenderer {
    private static final String HEAD = """
            network:
              version: 2
              renderer: "networkd"
              ethernets:
                uplink:
                  match:
            """;

    private static final String ADDRESSES = """
                  dhcp6: false
                  accept-ra: false
                  link-local:
                    - "ipv6"
                  addresses:
            """;

    private static final String NAMESERVERS =
            "      nameservers:\n        addresses:\n          - " + quoted(Uplink.RESOLVER) + "\n";

    private static final String ROUTES = "      routes:\n        - to: \"::/0\"\n          via: "
            + quoted(Uplink.ROUTER) + "\n          on-link: true\n";

    @Override
    public String id() {
        return "netplan";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        if (profile.operatingSystem().networkStack() != NetworkStack.NETPLAN) {
            return HostConfig.empty();
        }
        return HostConfig.builder()
                .file("/etc/netplan/60-ipv6-fleet.yaml", 0600, netplan(plan.name(), Uplink.of(plan, profile)))
                .command(Phase.NETWORK, "netplan", "netplan apply\n")
                .build();
    }

    private static String netplan(String host, Uplink uplink) {
        return "# Written by ipv6-fleet for host " + quoted(host) + "; a changed plan replaces the host.\n"
                + HEAD
                + "        " + uplink.match().key() + ": "
                + quoted(uplink.match().value()) + "\n"
                + (uplink.mtu().isPresent() ? "      mtu: " + uplink.mtu().getAsInt() + "\n" : "")
                + "      dhcp4: " + uplink.ipv4() + "\n"
                + ADDRESSES
                + "        - " + quoted(uplink.address()) + "\n"
                + (uplink.ipv4() ? "" : NAMESERVERS)
                + ROUTES
                + uplink.unreachable().map(NetplanRenderer::unreachable).orElse("");
    }

    private static String unreachable(String block) {
        return "        - to: " + quoted(block) + "\n          type: \"unreachable\"\n";
    }
}
