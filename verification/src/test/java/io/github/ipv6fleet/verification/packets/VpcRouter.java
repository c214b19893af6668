package io.github.ipv6fleet.verification.packets;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;

/**
 * A VPC as a host sees it: a router on a wire of its own, which answers neighbour discovery for the whole subnet, routes
 * to each interface what that interface owns and takes only that from it. There is no way out.
 */
final class VpcRouter {
    /** The router's address in every subnet of every VPC (aws/amazon-vpc-cni-k8s#2700), outside fe80::/64. */
    private static final String FIXED_ADDRESS = "fe80:ec2::1";

    /** Its EUI-64 link-local address is the gateway of the procedure of 2018. */
    private static final String ROUTER_MAC = "12:66:30:b8:c0:08";

    private final Namespace namespace;
    private final Machine machine;
    private final Ipv6Block subnet;

    VpcRouter(Namespace namespace, Machine machine, Ipv6Block subnet) {
        this.namespace = namespace;
        this.machine = machine;
        this.subnet = subnet;
        machine.sh("sysctl -qw net.ipv6.conf.all.forwarding=1");
        machine.sh("nft 'add table ip6 vpc;"
                + " add chain ip6 vpc forward { type filter hook forward priority filter; policy drop; }'");
    }

    /** Joins {@code host} by a wire that it calls {@code uplink}; {@code port} is 1 to 9. */
    void plug(int port, Namespace host, String uplink, Ipv6Address address) {
        String mac = "12:fb:b4:8b:15:f" + port;
        namespace.ip("link add p%d mtu 9001 address %s type veth peer name %s netns %s mtu 9001 address %s"
                .formatted(port, ROUTER_MAC, uplink, host.name(), mac));
        namespace.ip("addr add %s/128 dev p%d nodad".formatted(FIXED_ADDRESS, port));
        namespace.ip("link set p%d up".formatted(port));
        // As in EC2 nobody asks for the host's link-layer address: the VPC knows it.
        namespace.ip("neigh add %s lladdr %s dev p%d nud permanent".formatted(address, mac, port));
        namespace.ip("route add %s/128 dev p%d".formatted(address, port));
        accept(port, address + "/128");
    }

    /** Lets the interface at {@code port} own a block: routes it there and takes packets from it. */
    void own(int port, Ipv6Address address, Ipv6Block block) {
        namespace.ip("route add %s via %s dev p%d onlink".formatted(block, address, port));
        accept(port, block.toString());
    }

    private void accept(int port, String source) {
        machine.sh("nft add rule ip6 vpc forward iifname p%d ip6 saddr %s accept".formatted(port, source));
    }

    /** Answers HTTP on port 80 at addresses that are nobody's in the subnet, such as the metadata service's. */
    void serve(String... addresses) {
        for (String address : addresses) {
            namespace.ip("addr add " + address + " dev lo" + (address.contains(":") ? " nodad" : ""));
        }
        machine.sh("mkdir -p /run/http && echo here >/run/http/index.html && busybox httpd -p 80 -h /run/http");
    }

    /** Gives the host at {@code port} an IPv4 address, as it would have in a VPC. */
    void routeIpv4(int port, String address) {
        namespace.ip("route add " + address + "/32 dev p" + port);
    }

    /** Answers neighbour discovery from the ports there are; called once, when all are plugged. */
    void answerNeighbours(int ports) {
        StringBuilder config = new StringBuilder();
        for (int port = 1; port <= ports; port++) {
            config.append(
                    "proxy p%d { router no\n timeout 500\n ttl 30000\n rule %s { static } }\n".formatted(port, subnet));
        }
        machine.write("/run/ndppd.conf", 0644, config.toString());
        machine.sh(
                "ndppd -d -c /run/ndppd.conf -p /run/ndppd.pid >/run/ndppd.log 2>&1 || { cat /run/ndppd.log >&2; exit 1; }");
    }
}
