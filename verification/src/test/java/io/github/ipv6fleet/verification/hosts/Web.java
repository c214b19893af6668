package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.verification.packets.Shell;

/** The container of a host. */
record Web(BootedHost host, LaunchedHost launched) {
    static Web of(SmallVpc vpc, LaunchedHost launched) {
        return new Web(vpc.host(launched.instanceId()), launched);
    }

    /** The address that the plan promises; where EC2 runs the fleet, nobody but the host knows it: that after its bridge. */
    Ipv6Address address() {
        return addressOf(launched.plan());
    }

    static Ipv6Address addressOf(HostPlan plan) {
        return plan.namedContainers()
                .getOrDefault(Fleet.CONTAINER, plan.bridgeAddress().plus(1));
    }

    Shell.Outcome inside(String command) {
        return host.attempt("docker exec " + Fleet.CONTAINER + " " + command);
    }

    /** Whether its kernel has that address, and no other global one. */
    boolean hasItsAddress() {
        String said = inside("ip -6 -o addr show dev eth0 scope global").out();
        return said.contains(" " + address() + "/") && said.lines().count() == 1;
    }

    boolean pings(Object target) {
        return inside("ping -6 -c 5 -i 0.2 -W 2 " + target).out().contains(", 0% packet loss");
    }

    /** Whether somebody at that port answers a request. */
    boolean reaches(Object target, int port) {
        return inside("sh -c '" + request(target, port) + "'").out().startsWith("HTTP/");
    }

    /** A request in POSIX sh, for busybox. */
    static String request(Object target, int port) {
        return "printf \"GET / HTTP/1.0\\r\\n\\r\\n\" | busybox timeout 4 busybox nc -w 2 " + target + " " + port;
    }

    /** Whether it was asked by exactly this address. */
    boolean saw(Ipv6Address peer) {
        for (int tries = 0; tries < 20; tries++) {
            if (host.sh("docker logs --tail 20 " + Fleet.CONTAINER + " 2>&1; sleep 0.1")
                    .contains("[" + peer + "]:")) {
                return true;
            }
        }
        return false;
    }
}
