package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a netplan file as {@code netplan generate} does. */
public final class NetplanCheck {
    private static final Set<String> RENDERERS = Set.of("networkd", "NetworkManager");

    private final Findings findings;
    private final Optional<Ipv6Block> containerBlock;

    private NetplanCheck(Findings findings, Optional<Ipv6Block> containerBlock) {
        this.findings = findings;
        this.containerBlock = containerBlock;
    }

    /** Returns what is found, by line; with a block, whether the file takes addresses of it for the host too. */
    public static List<ConfigFinding> check(String file, String text, Optional<Ipv6Block> containerBlock) {
        Findings findings = new Findings(file);
        try {
            new NetplanCheck(findings, containerBlock).root(YamlReader.read(text));
        } catch (SyntaxProblem e) {
            findings.refused(e.line(), "yaml-syntax", "this is no YAML: " + e.problem(), "correct this line");
        }
        return findings.list();
    }

    private void root(ConfigNode root) {
        if (root.is(Kind.NULL)) {
            return;
        }
        if (!root.is(Kind.MAP)) {
            findings.refused(
                    root.line(), "netplan-no-map", "netplan refuses a file that is no map", "begin with network:");
            return;
        }
        known(root, Set.of("network"), "at the top");
        root.get("network").filter(network -> isMap(network, "network")).ifPresent(this::network);
    }

    private boolean isMap(ConfigNode node, String name) {
        if (!node.is(Kind.MAP)) {
            findings.refused(
                    node.line(),
                    "netplan-no-map",
                    "netplan refuses " + name + ", which is no map",
                    "write keys below it");
        }
        return node.is(Kind.MAP);
    }

    private void network(ConfigNode network) {
        known(network, NetplanKeys.NETWORK, "in network");
        network.get("version")
                .filter(version -> !version.text().equals("2"))
                .ifPresent(version -> findings.refused(
                        version.line(), "netplan-version", "netplan takes version 2 alone", "write version: 2"));
        network.get("renderer")
                .filter(renderer -> !RENDERERS.contains(renderer.text()))
                .ifPresent(renderer -> findings.refused(
                        renderer.line(),
                        "netplan-renderer",
                        "netplan refuses renderer " + renderer.text(),
                        "write \"networkd\" or \"NetworkManager\""));
        for (Map.Entry<String, Set<String>> kind : NetplanKeys.DEVICES.entrySet()) {
            List<ConfigNode.Entry> devices = network.get(kind.getKey())
                    .filter(map -> isMap(map, kind.getKey()))
                    .map(ConfigNode::effective)
                    .orElse(List.of());
            for (ConfigNode.Entry device : devices) {
                if (isMap(device.value(), device.key())) {
                    known(device.value(), kind.getValue(), "in " + kind.getKey() + " " + device.key());
                    NetplanDevice check = new NetplanDevice(device, findings, containerBlock);
                    check.check(kind.getKey().equals("ethernets"));
                    String renderer = device.value()
                            .text("renderer")
                            .or(() -> network.text("renderer"))
                            .orElse("");
                    if (!renderer.equals("NetworkManager")) {
                        check.overridesForNetworkd();
                    }
                    routes(device);
                }
            }
        }
    }

    private void routes(ConfigNode.Entry device) {
        for (ConfigNode route :
                device.value().get("routes").map(ConfigNode::items).orElse(List.of())) {
            known(route, NetplanKeys.ROUTE, "in a route of " + device.key());
        }
        device.value().get("match").ifPresent(match -> known(match, NetplanKeys.MATCH, "in match of " + device.key()));
        for (String overrides : List.of("dhcp4-overrides", "dhcp6-overrides")) {
            device.value()
                    .get(overrides)
                    .filter(map -> isMap(map, overrides))
                    .ifPresent(
                            map -> known(map, NetplanKeys.LEASE_OVERRIDES, "in " + overrides + " of " + device.key()));
        }
    }

    private void known(ConfigNode map, Set<String> keys, String where) {
        for (ConfigNode.Entry entry : map.entries()) {
            if (keys.contains(entry.key())) {
                continue;
            }
            if (NetplanKeys.NEWER.containsKey(entry.key())) {
                findings.hint(
                        entry.line(),
                        "netplan-key-newer",
                        entry.key() + " needs netplan " + NetplanKeys.NEWER.get(entry.key())
                                + "; 0.106, of Debian 12, refuses the whole configuration",
                        "look at netplan info on the host");
            } else {
                findings.refused(
                        entry.line(),
                        "netplan-key-unknown",
                        "netplan refuses the whole configuration for key " + entry.key() + " " + where,
                        "did you mean " + Words.closest(entry.key(), keys) + "?");
            }
        }
    }
}
