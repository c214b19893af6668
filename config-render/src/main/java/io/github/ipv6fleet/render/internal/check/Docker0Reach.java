package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;

/** Who reaches containers on docker0 over IPv6, and under which address they are seen. */
final class Docker0Reach {
    private static final String SUBNET = "fixed-cidr-v6";

    /** Longest prefix that leaves a MAC address its 48 bits. */
    private static final int MAC_PREFIX = 80;

    private final DaemonSettings settings;
    private final DockerEngine engine;
    private final Findings findings;

    Docker0Reach(DaemonSettings settings, Findings findings) {
        this.settings = settings;
        this.engine = settings.engine();
        this.findings = findings;
    }

    void check() {
        boolean given = settings.docker0().isPresent();
        if (given || takesOwnSubnet()) {
            if (!given) {
                ownSubnet();
            }
            reach();
            upgrade();
            addresses();
        }
        settings.text("firewall-backend")
                .filter("nftables"::equals)
                .ifPresent(
                        backend -> findings.hint(
                                settings.line("firewall-backend"),
                                "nftables-forwarding",
                                "with nftables the engine switches no forwarding on, does not start without it, and loses its IPv6"
                                        + " networks for good at one start without it",
                                "set net.ipv4.ip_forward and net.ipv6.conf.{all,default}.forwarding to 1 in /etc/sysctl.d first"));
    }

    private boolean takesOwnSubnet() {
        return engine.isAtLeast(28) && settings.hasDocker0() && settings.flag("ipv6");
    }

    private void ownSubnet() {
        findings.dangerous(
                settings.line("ipv6"),
                "docker0-private",
                engine + " gives docker0 a private subnet of its own choice, as fixed-cidr-v6 is not there",
                "add fixed-cidr-v6 with a block that is routed to the host");
    }

    private void reach() {
        int line = settings.line("ipv6");
        String until = "; until 26.1 the same file left ports open and addresses as they are";
        if (settings.masquerades()) {
            findings.dangerous(
                    line,
                    "docker0-nat",
                    engine + " hides containers of docker0 behind the host's address and closes their ports"
                            + (settings.before(27) ? "" : until),
                    settings.before(27)
                            ? "leave ip6tables out, and filter on the host"
                            : "make a network with --ipv6 -o com.docker.network.bridge.gateway_mode_ipv6=routed instead;"
                                    + " or say \"ip6tables\": false, which opens every port");
        } else if (settings.filters()) {
            findings.dangerous(
                    line,
                    "docker0-closed",
                    engine + " closes every port of docker0's containers to the outside"
                            + (settings.flag("allow-direct-routing") ? " but published ones" : ""),
                    "make a network with gateway_mode_ipv6=routed instead");
        } else {
            findings.dangerous(
                    line,
                    "docker0-open",
                    engine + " filters nothing: every port of every container of docker0 is open",
                    "filter in the security group and on the host"
                            + (settings.before(28) ? "" : ", or make a network with gateway_mode_ipv6=routed"));
        }
    }

    /** Seen on 26.1.5, 28.5.2 and 29.7.2: containers swap addresses, and {@code --ip6} is for other networks alone. */
    private void addresses() {
        findings.hint(
                settings.line(SUBNET),
                "docker0-addresses-move",
                "no container of docker0 can keep its address: they are handed out in the order of starting, in another one"
                        + " after a restart of the engine or the host",
                "where addresses should stay make a network of your own with --ip-range, and give containers --ip6"
                        + " outside of it");
    }

    private void upgrade() {
        if (settings.before(27) && !settings.says("ip6tables")) {
            findings.hint(
                    settings.line("ipv6"),
                    "changes-at-27",
                    "this file makes containers open on " + engine.version() + " and NATed and closed from 27.0 on",
                    "before an upgrade say \"ip6tables\": false, or move to a network with gateway_mode_ipv6=routed");
        }
        if (settings.before(28)) {
            settings.docker0()
                    .filter(subnet -> subnet.length() <= MAC_PREFIX)
                    .ifPresent(subnet -> findings.hint(
                            settings.line(SUBNET),
                            "changes-at-28",
                            "in a /" + subnet.length() + " " + engine
                                    + " makes container addresses of MAC addresses; from 28.0"
                                    + " on they are ::2, ::3 and so on, so that an upgrade changes all",
                            "give docker0 a /81 or longer"));
        }
    }
}
