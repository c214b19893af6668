package io.github.ipv6fleet.verification.hosts;

import static io.github.ipv6fleet.verification.hosts.Checks.require;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.List;
import java.util.Locale;

/** What two hosts and their containers must be able to do, and what not. */
final class Conversation {
    private final SmallVpc vpc;
    private final Web one;
    private final Web two;

    Conversation(SmallVpc vpc, List<LaunchedHost> hosts) {
        this.vpc = vpc;
        this.one = Web.of(vpc, hosts.get(0));
        this.two = Web.of(vpc, hosts.get(1));
    }

    void check() {
        talk(one, two);
        talk(two, one);
        isClosed(one);
        isClosed(two);
        isInOrder(one);
        isInOrder(two);
        fromOutside(one);
        notFromElsewhere(one, two);
        manyStrangers(one, two);
    }

    /** They reach each other as they are, by what is published alone. */
    static void talk(Web from, Web to) {
        Ipv6Address own = from.address();
        Ipv6Address peer = to.address();
        require(from.hasItsAddress(), "the container has the address of the plan, " + own);
        require(from.pings(peer), own + " pings " + peer);
        require(from.reaches(peer, Fleet.PUBLISHED), "the published port of " + peer + " answers");
        require(to.reaches(peer, Fleet.CLOSED), "something listens at the other port of " + peer);
        require(!from.reaches(peer, Fleet.CLOSED), "a port of " + peer + " that is not published does not");
        require(to.saw(own), peer + " sees " + own + " itself: no translation");
    }

    private void isClosed(Web web) {
        require(
                !web.reaches("169.254.169.254", 80) && !web.reaches("fd00:ec2::254", 80),
                "container " + web.address() + " does not reach the metadata service");
        require(web.host().sh(Web.request(vpc.metadata(), 80)).startsWith("HTTP/"), "the host itself does reach it");
    }

    /** What the host's own tables say. */
    private static void isInOrder(Web web) {
        BootedHost host = web.host();
        LaunchedHost plan = web.launched();
        String uplink = host.sh("ip -6 -o addr show dev " + BootedHost.UPLINK + " scope global");
        require(
                uplink.contains(" " + plan.address() + "/128 ")
                        && uplink.lines().count() == 1,
                "the uplink has the host's address and nothing of the block: " + uplink);
        require(
                host.sh("ip -6 route show default").startsWith("default via fe80:ec2::1 dev " + BootedHost.UPLINK),
                "the default route is the VPC's router");
        Ipv6Block network = plan.plan().containerNetwork();
        require(
                host.sh("ip -6 route show " + network + " | grep -v unreachable")
                                .lines()
                                .count()
                        == 1,
                "one route leads to " + network);
        require(
                web.inside("ip -6 route show default")
                        .out()
                        .contains("via " + plan.plan().bridgeAddress() + " "),
                "the container's default route is its bridge");
        String rules = host.sh("nft list ruleset && ip6tables-save").toLowerCase(Locale.ROOT);
        require(rules.contains("table inet ipv6_fleet"), "the host's own firewall is there");
        require(
                rules.lines()
                        .filter(line -> line.contains("masquerade"))
                        .noneMatch(
                                line -> line.contains(first(plan.containerBlock())) || line.contains(first(network))),
                "no rule masquerades the block");
        require(host.sh("sysctl -n net.ipv6.conf.all.forwarding").strip().equals("1"), "the host forwards");
    }

    private static String first(Ipv6Block block) {
        return block.first().toString();
    }

    /** What the security group lets in reaches what is published, and nothing else. */
    private void fromOutside(Web web) {
        String address = web.address().toString();
        require(!vpc.internetReaches(address, Fleet.PUBLISHED), "the security group is closed to the internet");
        vpc.letIn(Fleet.PUBLISHED, Fleet.CLOSED);
        require(vpc.internetReaches(address, Fleet.PUBLISHED), "opened, the internet reaches the published port");
        require(!vpc.internetReaches(address, Fleet.CLOSED), "and not the other one");
    }

    /** The VPC takes nothing from a host that EC2 did not give it: so what the containers say came with their own addresses. */
    private void notFromElsewhere(Web from, Web to) {
        Ipv6Address foreign = Ipv6Address.parse("2600:1f18:47b:ca03:dead::1");
        long before = vpc.refusedFrom(from.launched().instanceId());
        from.host().sh("ip -6 addr add " + foreign + "/128 dev lo nodad");
        from.host().attempt("ping -6 -c 3 -i 0.2 -W 1 -I " + foreign + " " + to.address());
        from.host().sh("ip -6 addr delete " + foreign + "/128 dev lo");
        require(
                vpc.refusedFrom(from.launched().instanceId()) >= before + 3,
                "the VPC drops what comes from an address outside of the plan");
    }

    /** Neighbour discovery for ten thousand addresses that nobody has does not push those out that somebody has. */
    private static void manyStrangers(Web from, Web to) {
        Ipv6Block network = to.launched().plan().containerNetwork();
        if (network.prefixLength() > 112) {
            return; // there are not so many
        }
        from.host().sh("docker exec -d web sh -c 'ping -6 -c 25 -i 0.2 -W 2 " + to.address() + " >/tmp/ping.txt'");
        from.host().sh("""
                python3 - <<'END'
                import socket, time
                first = int.from_bytes(socket.inet_pton(socket.AF_INET6, "%s"), "big")
                raw = socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6)
                for i in range(10000):
                    raw.sendto(b"\\x80\\0\\0\\0\\0\\1\\0\\1", (socket.inet_ntop(socket.AF_INET6, (first + 1000 + i).to_bytes(16, "big")), 0))
                    if i %% 100 == 0:
                        time.sleep(0.02)
                END
                """.formatted(network.first()));
        String counted = "";
        for (int tries = 0; tries < 60 && !counted.contains("packet loss"); tries++) {
            counted = from.inside("sh -c 'sleep 0.2; cat /tmp/ping.txt'").out();
        }
        require(
                counted.contains(", 0% packet loss"),
                "10,000 pings to addresses that nobody has cost the containers none of theirs");
    }
}
