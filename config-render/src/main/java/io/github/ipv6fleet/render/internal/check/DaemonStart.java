package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import java.util.Set;
import java.util.regex.Pattern;

/** What keeps an engine from starting although each key has a value of the right type. */
final class DaemonStart {
    private static final Set<String> BACKENDS = Set.of("iptables", "nftables");
    private static final Pattern MARK = Pattern.compile("(0[xX][0-9a-fA-F]+|\\d+)(/(0[xX][0-9a-fA-F]+|\\d+))?");
    private static final Pattern API = Pattern.compile("1\\.(\\d{1,3})");

    /** moby, daemon/config: MinAPIVersion, and MaxAPIVersion of 29.7. */
    private static final int LEAST_API = 24;

    private static final int MOST_API = 55;

    private final DaemonSettings settings;
    private final DockerEngine engine;
    private final Findings findings;

    DaemonStart(DaemonSettings settings, Findings findings) {
        this.settings = settings;
        this.engine = settings.engine();
        this.findings = findings;
    }

    void check() {
        experimental();
        withoutSubnet();
        exclusive("bridge", "bip");
        if (engine.isAtLeast(28)) {
            exclusive("bridge", "bip6");
            exclusive("host-gateway-ip", "host-gateway-ips");
        }
        interContainer();
        settings.text("firewall-backend")
                .filter(backend -> !BACKENDS.contains(backend))
                .ifPresent(backend -> value("firewall-backend", backend, "write \"iptables\" or \"nftables\""));
        settings.text("bridge-accept-fwmark")
                .filter(mark -> !MARK.matcher(mark).matches())
                .ifPresent(mark -> value("bridge-accept-fwmark", mark, "write a number, or a number / a mask"));
        settings.text("min-api-version")
                .filter(version -> !isApi(version))
                .ifPresent(version ->
                        value("min-api-version", version, "write one from 1." + LEAST_API + " to 1." + MOST_API));
        if (settings.says("hosts")) {
            refused(
                    "hosts",
                    "hosts-twice",
                    engine + " does not start by the systemd unit of its package, which says -H fd:// already",
                    "leave hosts out, and give more addresses by a drop-in of docker.socket or docker.service");
        }
        if (settings.flag("validate")) {
            refused(
                    "validate",
                    "only-validates",
                    engine + " reads this file, says that it is good, and ends",
                    "leave it out");
        }
    }

    private void experimental() {
        if (settings.before(27) && settings.flag("ip6tables") && !settings.flag("experimental")) {
            refused(
                    "ip6tables",
                    "ip6tables-experimental",
                    engine + " does not start: until 26.1 ip6tables is an experimental feature",
                    "add \"experimental\": true, or take engine 27.0 or later");
        }
    }

    /** Engine 28 takes a private subnet instead. */
    private void withoutSubnet() {
        if (settings.before(28)
                && settings.hasDocker0()
                && settings.flag("ipv6")
                && settings.text("fixed-cidr-v6").isEmpty()) {
            refused(
                    "ipv6",
                    "ipv6-without-subnet",
                    engine + " does not start: ipv6 without fixed-cidr-v6 is first legal in 28.0",
                    "add fixed-cidr-v6, or leave ipv6 out and make a network of your own with --ipv6");
        }
    }

    private void exclusive(String one, String other) {
        if (settings.text(one).isPresent() && settings.says(other)) {
            refused(
                    other,
                    "keys-exclusive",
                    engine + " does not start with " + one + " and " + other + " together",
                    "keep one of them");
        }
    }

    private void interContainer() {
        if (settings.flag("icc")) {
            return;
        }
        boolean ipv6 = engine.isAtLeast(27) && settings.flag("ipv6") && !settings.flag("ip6tables");
        if (ipv6 || !settings.flag("iptables")) {
            String rules = settings.flag("iptables") ? "ip6tables" : "iptables";
            refused(
                    "icc",
                    "icc-needs-rules",
                    engine + " does not start: icc false needs " + rules + ", which is switched off",
                    "switch " + rules + " on, or leave icc out");
        }
    }

    private static boolean isApi(String version) {
        var parts = API.matcher(version);
        return parts.matches()
                && Integer.parseInt(parts.group(1)) >= LEAST_API
                && Integer.parseInt(parts.group(1)) <= MOST_API;
    }

    private void value(String key, String value, String remedy) {
        refused(key, "value", engine + " does not start with " + key + " \"" + value + "\"", remedy);
    }

    private void refused(String key, String id, String what, String remedy) {
        findings.refused(settings.line(key), id, what, remedy);
    }
}
