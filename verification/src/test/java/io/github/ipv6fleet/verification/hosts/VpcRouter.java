package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.ec2sim.SimulatedInterface;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.verification.packets.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The router of the VPC, in whose namespace this JVM runs. It routes to each interface what EC2 says that it owns, takes
 * from it nothing else, and lets pass what security groups allow. What leads to nobody is dropped.
 */
final class VpcRouter {
    /** The router's address in every subnet of every VPC (aws/amazon-vpc-cni-k8s#2700), outside fe80::/64. */
    private static final String FIXED_ADDRESS = "fe80:ec2::1";

    /** The router's address on the side of the internet. */
    static final String INTERNET = "2001:db8:1::1";

    /** The same on every wire; its link-local address is the gateway of the procedure of 2018. */
    static final String MAC = "12:66:30:b8:c0:08";

    private final Shell shell;
    private final Map<String, Set<String>> routed = new HashMap<>();
    private Optional<Ipv6Address> own = Optional.empty();

    VpcRouter(Shell shell) {
        this.shell = shell;
        sh("ip link set lo up");
        sh("sysctl -qw net.ipv6.conf.all.forwarding=1 net.ipv4.ip_forward=1 net.ipv6.conf.default.accept_dad=0");
        sh("""
                nft -f - <<'END'
                table inet vpc {
                  chain sources { }
                  chain groups { }
                  chain forward {
                    type filter hook forward priority filter; policy drop;
                    jump sources
                    ct state established,related accept
                    jump groups
                    iifname "p*" oifname "inet" accept
                  }
                  chain input {
                    type filter hook input priority filter; policy accept;
                    jump sources
                  }
                }
                END
                """);
        for (String address : List.of(
                "169.254.169.254/32",
                "fd00:ec2::254/128",
                SmallVpc.RESOLVER + "/32",
                SmallVpc.RESOLVER_IPV6 + "/128")) {
            sh("ip addr add " + address + " dev lo" + (address.contains(":") ? " nodad" : ""));
        }
    }

    private String sh(String script) {
        return shell.run("sh", "-euc", script);
    }

    /** Has an address in the subnet on every wire from now on, by which dnsmasq knows the subnet that it is to serve there. */
    void isAlso(Ipv6Address address) {
        own = Optional.of(address);
    }

    /** Joins a namespace that stands for the internet; no more of it is there. */
    void openTo(String namespace) {
        sh("""
                ip link add inet type veth peer name eth0 netns %1$s
                ip addr add %2$s/64 dev inet nodad
                ip link set inet up
                ip -n %1$s addr add 2001:db8:1::2/64 dev eth0 nodad
                ip -n %1$s link set eth0 up
                ip -n %1$s route add default via %2$s
                """.formatted(namespace, INTERNET));
    }

    /** Serves a folder by HTTP at an address that it has besides; ends with this JVM's namespace. */
    void serve(String address, Path folder) {
        sh("ip addr add " + address + "/128 dev lo nodad");
        sh("busybox httpd -p '[%s]:80' -h '%s'".formatted(address, folder));
    }

    /** Joins a host's namespace by a wire. */
    synchronized void plug(VpcPort port, String namespace) {
        sh("""
                ip link add %1$s mtu 9001 address %2$s type veth peer name %3$s netns %4$s mtu 9001 address %5$s
                ip addr add %6$s/128 dev %1$s nodad
                ip link set %1$s up
                """.formatted(port.name(), MAC, BootedHost.UPLINK, namespace, port.mac(), FIXED_ADDRESS));
        own.ifPresent(address -> sh("ip addr add %s/64 dev %s nodad noprefixroute".formatted(address, port.name())));
        if (!port.ipv4().isEmpty()) {
            sh("""
                    ip addr add %1$s dev %2$s noprefixroute
                    ip route add %3$s/32 dev %2$s
                    """.formatted(SmallVpc.GATEWAY, port.name(), port.ipv4()));
        }
        routed.put(port.name(), new HashSet<>());
    }

    synchronized void unplug(VpcPort port) {
        routed.remove(port.name());
        sh("ip link delete " + port.name() + " 2>/dev/null || true");
    }

    /** Routes what each interface owns now, and nothing that it owned before. */
    synchronized void follow(
            List<VpcPort> ports, Map<String, SimulatedInterface> interfaces, Map<String, List<String>> groupRules) {
        for (VpcPort port : ports) {
            Set<String> before = routed.get(port.name());
            if (before == null) {
                continue; // it was unplugged meanwhile
            }
            Set<String> owned = owned(port, interfaces);
            for (String gone : before) {
                if (!owned.contains(gone)) {
                    sh("ip -6 route delete " + gone + " dev " + port.name());
                }
            }
            for (String address : owned) {
                if (!before.contains(address)) {
                    // The VPC knows whose link-layer address it is, and asks nobody.
                    sh("ip -6 route replace %s via %s dev %s onlink".formatted(address, linkLocal(port), port.name()));
                    sh("ip -6 neigh replace %s lladdr %s dev %s nud permanent"
                            .formatted(linkLocal(port), port.mac(), port.name()));
                }
            }
            routed.put(port.name(), owned);
        }
        filter(ports, groupRules);
    }

    /** How many packets came from there with a source that is not the interface's. */
    long refusedFrom(VpcPort port) {
        return Pattern.compile("iifname \"" + port.name() + "\" ip6 saddr .* counter packets (\\d+)")
                .matcher(sh("nft list chain inet vpc sources"))
                .results()
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }

    private static Set<String> owned(VpcPort port, Map<String, SimulatedInterface> interfaces) {
        SimulatedInterface one = interfaces.get(port.interfaceId());
        Set<String> owned = new HashSet<>();
        if (one != null) {
            one.ipv6Addresses().forEach(address -> owned.add(address + "/128"));
            owned.addAll(one.ipv6Prefixes());
        }
        return owned;
    }

    /** A next hop that is not in any subnet, so that no route depends on another. */
    private static String linkLocal(VpcPort port) {
        String[] bytes = port.mac().split(":", -1);
        int first = Integer.parseInt(bytes[0], 16) ^ 2;
        return "fe80::%02x%s:%sff:fe%s:%s%s".formatted(first, bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);
    }

    private void filter(List<VpcPort> ports, Map<String, List<String>> groupRules) {
        List<String> lines = new ArrayList<>(List.of("flush chain inet vpc sources", "flush chain inet vpc groups"));
        for (VpcPort port : ports) {
            if (!routed.containsKey(port.name())) {
                continue;
            }
            Set<String> owned = routed.getOrDefault(port.name(), Set.of());
            String six = owned.isEmpty() ? "" : ", " + String.join(", ", owned);
            lines.add("add rule inet vpc sources iifname \"%s\" ip6 saddr != { fe80::/10, ::%s } counter drop"
                    .formatted(port.name(), six));
            if (!port.ipv4().isEmpty()) {
                lines.add("add rule inet vpc sources iifname \"%s\" ip saddr != { 0.0.0.0, %s } drop"
                        .formatted(port.name(), port.ipv4()));
            }
            for (String group : port.groups()) {
                groupRules
                        .getOrDefault(group, List.of())
                        .forEach(rule -> lines.add(
                                "add rule inet vpc groups oifname \"%s\" %s accept".formatted(port.name(), rule)));
            }
        }
        sh("nft -f - <<'END'\n" + String.join("\n", lines) + "\nEND\n");
    }
}
