package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.render.DockerEngine;
import java.util.Optional;

/** Whether docker0 can have the IPv6 subnet that daemon.json gives it, and containers an address in it. */
final class Docker0Subnet {
    private static final String KEY = "fixed-cidr-v6";
    private static final String BIP6 = "bip6";
    private static final String GATEWAY = "default-gateway-v6";

    /** Longest prefix that leaves one container an address, beside docker0's and the subnet's anycast address. */
    private static final int ONE_CONTAINER = 126;

    /** The prefix that EC2 delegates to an interface (Amazon EC2 User Guide, "Prefix delegation"). */
    private static final int EC2_PREFIX = 80;

    private final DaemonSettings settings;
    private final DockerEngine engine;
    private final Findings findings;

    Docker0Subnet(DaemonSettings settings, Findings findings) {
        this.settings = settings;
        this.engine = settings.engine();
        this.findings = findings;
    }

    void check() {
        settings.text(KEY).ifPresent(this::fixedCidr);
        if (engine.isAtLeast(28)) {
            settings.text(BIP6).ifPresent(this::bip6);
        }
        gateway();
        if (!settings.flag("ipv6") || !settings.hasDocker0()) {
            unused(KEY);
            unused(BIP6);
        }
    }

    private void fixedCidr(String text) {
        CidrText.parse(text).ifPresentOrElse(this::subnet, () -> {
            boolean ipv4 = CidrText.isIpv4(text);
            if (ipv4 && !engine.isAtLeast(25)) {
                findings.ignored(
                        settings.line(KEY),
                        "subnet-unused",
                        engine + " starts, and docker0 has no IPv6, as " + KEY + " \"" + text + "\" is IPv4",
                        "write as 2001:db8::/80");
            } else if (settings.hasDocker0() || engine.isAtLeast(25)) {
                String why = ipv4 ? "is IPv4" : "is no IPv6 address with /length";
                refused(
                        KEY,
                        "subnet-text",
                        "does not start: " + KEY + " \"" + text + "\" " + why,
                        "write as 2001:db8::/80");
            }
        });
    }

    private void subnet(CidrText cidr) {
        if (settings.docker0().isEmpty()) {
            return;
        }
        boolean whole = settings.bip6().isEmpty();
        if (whole && cidr.length() == Ipv6Block.BITS) {
            refused(
                    KEY,
                    "subnet-too-small",
                    "does not start: a /128 has no address for docker0",
                    "give it a /126 or larger");
        } else if (whole && cidr.length() > ONE_CONTAINER) {
            findings.dangerous(
                    settings.line(KEY),
                    "no-container-addresses",
                    "a /127 starts but gives no container an address: docker0 has its one",
                    "give it a /126 or larger");
        }
        if (whole && cidr.hasHostBits()) {
            findings.hint(
                    settings.line(KEY),
                    "host-bits",
                    cidr.address() + "/" + cidr.length() + " is an address in a subnet, and read as " + cidr.block(),
                    "write " + cidr.block());
        }
        reach(cidr);
    }

    private void reach(CidrText cidr) {
        if (!cidr.isGlobal()) {
            findings.dangerous(
                    settings.line(KEY),
                    "subnet-not-global",
                    cidr.block() + " is not of the global addresses 2000::/3, so nobody outside can answer a container",
                    "take a block that is routed to the host");
        } else if (cidr.length() < EC2_PREFIX) {
            findings.hint(
                    settings.line(KEY),
                    "subnet-wider-than-delegated",
                    "EC2 routes at most a /" + EC2_PREFIX + " to an interface, and " + cidr.block() + " is wider",
                    "take the prefix of the interface, or a part of it");
        }
    }

    private void bip6(String text) {
        CidrText.parse(text).ifPresentOrElse(this::docker0Address, () -> {
            if (settings.hasDocker0() && settings.flag("ipv6")) {
                refused(
                        BIP6,
                        "subnet-text",
                        "does not start: bip6 \"" + text + "\" is no IPv6 address with /length",
                        "write as 2001:db8::1/80");
            }
        });
    }

    private void docker0Address(CidrText bip6) {
        if (settings.docker0().isEmpty()) {
            return;
        }
        if (!bip6.hasHostBits()) {
            refused(
                    BIP6,
                    "bip6-is-subnet",
                    "does not start: bip6 " + bip6.block() + " is the subnet, and docker0 needs an address in it",
                    "write " + bip6.address().plus(1) + "/" + bip6.length());
        }
        settings.fixedCidr()
                .filter(range -> !bip6.block().contains(range.block()))
                .ifPresent(range -> findings.dangerous(
                        settings.line(KEY),
                        "no-container-addresses",
                        range.block() + " is not in docker0's subnet " + bip6.block()
                                + ": the engine starts, containers do not",
                        "take a part of " + bip6.block()));
    }

    /** The containers' gateway is docker0 unless it is said; then it must be somebody else of the subnet. */
    private void gateway() {
        Optional<Ipv6Address> gateway = settings.text(GATEWAY).flatMap(CidrText::address);
        Optional<CidrText> docker0 = settings.docker0();
        if (gateway.isEmpty() || docker0.isEmpty()) {
            return;
        }
        if (settings.docker0Address().equals(gateway)) {
            refused(
                    GATEWAY,
                    "gateway-is-docker0",
                    "does not start: " + gateway.get() + " is docker0's own address, which containers use anyway",
                    "leave it out");
        } else if (!docker0.get().block().contains(gateway.get())) {
            refused(
                    GATEWAY,
                    "gateway-outside",
                    "does not start: " + gateway.get() + " is not in docker0's subnet "
                            + docker0.get().block(),
                    "leave it out, so that containers use docker0");
        }
    }

    private void unused(String key) {
        if (settings.text(key).isPresent()) {
            findings.ignored(
                    settings.line(key),
                    "subnet-unused",
                    key + " has no effect, as docker0 has no IPv6",
                    settings.hasDocker0() ? "add \"ipv6\": true" : "leave it out, as there is no docker0 either");
        }
    }

    private void refused(String key, String id, String what, String remedy) {
        findings.refused(settings.line(key), id, engine + " " + what, remedy);
    }
}
