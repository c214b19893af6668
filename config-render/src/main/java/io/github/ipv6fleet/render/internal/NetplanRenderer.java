package io.github.ipv6fleet.render.internal;

import static io.github.ipv6fleet.render.internal.Yaml.quoted;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.NetworkStack;
import io.github.ipv6fleet.render.Phase;
import java.util.stream.Collectors;

/** Gives the uplink its one IPv6 address and its route where netplan says what the network is. */
final class NetplanRenderer implements HostRenderer {
    @Override
    public String id() {
        return "netplan";
    }

    @Override
    public HostConfig render(HostPlan plan, HostProfile profile) {
        if (profile.operatingSystem().networkStack() != NetworkStack.NETPLAN) {
            return HostConfig.builder().build();
        }
        return HostConfig.builder()
                .file("/etc/netplan/60-ipv6-fleet.yaml", 0600, netplan(plan.name(), Uplink.of(plan, profile)))
                .command(Phase.NETWORK, "netplan", "netplan apply\n")
                .build();
    }

    private static String netplan(String host, Uplink uplink) {
        return """
                # Written by ipv6-fleet for host %s; a changed plan replaces the host.
                network:
                  version: 2
                  renderer: "networkd"
                  ethernets:
                    uplink:
                """.formatted(quoted(host)) + definition(uplink).indent(6);
    }

    private static String definition(Uplink uplink) {
        String match = "match:\n  " + uplink.match().key() + ": "
                + quoted(uplink.match().value()) + "\n";
        String mtu =
                uplink.mtu().stream().mapToObj(bytes -> "mtu: " + bytes + "\n").collect(Collectors.joining());
        String addresses = """
                dhcp4: %s
                dhcp6: false
                accept-ra: false
                link-local:
                  - "ipv6"
                addresses:
                  - %s
                """.formatted(uplink.ipv4(), quoted(uplink.address()));
        String resolver = uplink.ipv4() ? "" : "nameservers:\n  addresses:\n    - " + quoted(Uplink.RESOLVER) + "\n";
        String routes = """
                routes:
                  - to: "::/0"
                    via: %s
                    on-link: true
                """.formatted(quoted(Uplink.ROUTER));
        String rest = uplink.unreachable()
                .map(block -> "  - to: " + quoted(block) + "\n    type: \"unreachable\"\n")
                .orElse("");
        return match + mtu + addresses + resolver + routes + rest;
    }
}
