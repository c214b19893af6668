package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of the IPv6 networks and addresses of a Compose file, and what it should not say. */
public final class ComposeCheck {
    private static final String MODE = "com.docker.network.bridge.gateway_mode_ipv6";
    private static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";

    /** Where a service is that names no network. */
    private static final String DEFAULT = "default";

    private final Findings findings;
    private final Optional<DockerEngine> engine;
    private final Map<String, PinnedAddresses> networks = new LinkedHashMap<>();

    private ComposeCheck(Findings findings, Optional<DockerEngine> engine) {
        this.findings = findings;
        this.engine = engine;
    }

    /** Returns what is found, by line; with an engine, also what that one makes of the networks. */
    public static List<ConfigFinding> check(String file, String text, Optional<DockerEngine> engine) {
        Findings findings = new Findings(file);
        Secrets.check(text, findings);
        try {
            new ComposeCheck(findings, engine).root(YamlReader.read(text));
        } catch (SyntaxProblem e) {
            findings.refused(e.line(), "yaml-syntax", "this is no YAML: " + e.problem(), "correct this line");
        }
        return findings.list();
    }

    private void root(ConfigNode root) {
        if (!root.is(Kind.MAP)) {
            findings.refused(
                    root.line(), "compose-no-map", "Compose refuses a file that is no map", "begin with services:");
            return;
        }
        entries(root, "networks").forEach(this::network);
        entries(root, "services").forEach(this::service);
        networks.values().forEach(network -> network.check(findings));
    }

    private static List<ConfigNode.Entry> entries(ConfigNode map, String key) {
        return map.get(key).map(ConfigNode::effective).orElse(List.of());
    }

    private void network(ConfigNode.Entry entry) {
        ConfigNode network = entry.value();
        boolean external = network.get("external")
                .filter(node -> node.is(Kind.MAP) || node.text().equals("true"))
                .isPresent();
        if (external) {
            return;
        }
        PinnedAddresses addresses = of(entry.key());
        addresses.isMade();
        network.at("ipam", "config").map(ConfigNode::items).orElse(List.of()).forEach(config -> {
            config.text("subnet").ifPresent(addresses::subnet);
            config.text("ip_range").ifPresent(addresses::range);
        });
        engine.ifPresent(version -> network(entry, addresses.hasIpv6() || isTrue(network, "enable_ipv6"), version));
    }

    private void network(ConfigNode.Entry entry, boolean ipv6, DockerEngine version) {
        ConfigNode network = entry.value();
        Optional<ConfigNode> options = network.get("driver_opts");
        options.ifPresent(map -> new NetworkOptions(version, findings).ofNetwork(map, isTrue(network, "internal")));
        if (network.text("enable_ipv4").filter("false"::equals).isPresent() && !version.hasIpv6OnlyNetworks()) {
            findings.ignored(
                    entry.line(),
                    "option-too-new",
                    version + " takes enable_ipv4: false and passes over it; it has an effect from 28.0 on",
                    "leave it out, or take engine 28.0 or later");
        }
        String mode = options.flatMap(map -> map.text(MODE)).orElse("nat");
        boolean own = options.flatMap(map -> map.text(MASQUERADE))
                .filter("false"::equals)
                .isPresent();
        boolean routed = mode.equals("routed") || (mode.equals("nat-unprotected") && own);
        if (ipv6 && version.filtersIpv6ByDefault() && !routed && !isTrue(network, "internal")) {
            findings.dangerous(
                    entry.line(),
                    "network-nat",
                    version + (own ? " closes the ports" : " hides the containers") + " of network " + entry.key()
                            + (own ? "" : " behind the host's address")
                            + (mode.equals("nat-unprotected") || own ? "" : " and closes their ports"),
                    version.hasRoutedMode()
                            ? "add driver_opts: {" + MODE + ": routed}"
                            : "take engine 28 or later and driver_opts: {" + MODE + ": routed}");
        }
    }

    private static boolean isTrue(ConfigNode map, String key) {
        return map.text(key).filter("true"::equals).isPresent();
    }

    private void service(ConfigNode.Entry entry) {
        ConfigNode service = entry.value();
        if (service.get("network_mode").isPresent()) {
            return;
        }
        String name = "service " + entry.key();
        Optional<ConfigNode> joined = service.get("networks");
        if (joined.isEmpty()) {
            of(DEFAULT).container(name, Optional.empty(), entry.line());
        }
        joined.map(ConfigNode::items)
                .orElse(List.of())
                .forEach(network -> of(network.text()).container(name, Optional.empty(), network.line()));
        joined.map(ConfigNode::effective)
                .orElse(List.of())
                .forEach(network ->
                        of(network.key()).container(name, network.value().text("ipv6_address"), network.line()));
    }

    private PinnedAddresses of(String network) {
        return networks.computeIfAbsent(network, PinnedAddresses::new);
    }
}
