package io.github.ipv6fleet.verification.packets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * Reads a rendered netplan file and says which commands give its one interface the same addresses and routes. A key
 * that it does not know is an error: nothing of the file may be passed over in silence.
 */
final class NetplanUplink {
    private static final Set<String> KNOWN =
            Set.of("match", "mtu", "dhcp4", "dhcp6", "accept-ra", "link-local", "addresses", "routes");
    private static final Set<String> KNOWN_OF_ROUTE = Set.of("to", "via", "on-link", "type");

    private final String name;
    private final Map<String, Object> uplink;

    private NetplanUplink(String name, Map<String, Object> uplink) {
        this.name = name;
        this.uplink = uplink;
    }

    static NetplanUplink parse(String yaml) {
        Map<String, Object> network = map(map(new Yaml().load(yaml)).get("network"));
        Map<String, Object> ethernets = map(network.get("ethernets"));
        if (ethernets.size() != 1) {
            throw new IllegalArgumentException("not one interface but " + ethernets.keySet());
        }
        Map<String, Object> uplink = map(ethernets.values().iterator().next());
        refuseUnknown(uplink, KNOWN);
        if (uplink.containsKey("dhcp6") && !Boolean.FALSE.equals(uplink.get("dhcp6"))) {
            throw new IllegalArgumentException("dhcp6: there is no DHCPv6 here");
        }
        Map<String, Object> match = map(uplink.get("match"));
        if (!(match.get("name") instanceof String name) || match.size() != 1) {
            throw new IllegalArgumentException("match " + match + ": a veth is found by its name only");
        }
        return new NetplanUplink(name, uplink);
    }

    /** Returns the name of the interface. */
    String name() {
        return name;
    }

    /** Returns POSIX sh text that does what {@code netplan apply} would; IPv4 is left out, there is none. */
    String apply() {
        List<String> lines = new ArrayList<>();
        if (Boolean.FALSE.equals(uplink.get("accept-ra"))) {
            lines.add("sysctl -qw net.ipv6.conf." + name + ".accept_ra=0");
        }
        if (uplink.containsKey("mtu")) {
            lines.add("ip link set " + name + " mtu " + uplink.get("mtu"));
        }
        lines.add("ip link set " + name + " up");
        for (Object address : list(uplink.get("addresses"))) {
            lines.add("ip -6 addr add " + address + " dev " + name);
        }
        for (Object route : list(uplink.get("routes"))) {
            lines.add(route(map(route)));
        }
        return String.join("\n", lines) + "\n";
    }

    private String route(Map<String, Object> route) {
        refuseUnknown(route, KNOWN_OF_ROUTE);
        String to = String.valueOf(route.get("to"));
        if (route.containsKey("type")) {
            return "ip -6 route add " + route.get("type") + " " + to;
        }
        return "ip -6 route add " + to + " via " + route.get("via") + " dev " + name
                + (Boolean.TRUE.equals(route.get("on-link")) ? " onlink" : "");
    }

    private static void refuseUnknown(Map<String, Object> given, Set<String> known) {
        given.keySet().stream().filter(key -> !known.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException(
                    "netplan key " + key + ": how to apply it with ip is not known; teach it to NetplanUplink");
        });
    }

    @SuppressWarnings("unchecked") // snakeyaml makes maps with text keys of such files
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<?> list(Object node) {
        return node == null ? List.of() : (List<?>) node;
    }
}
