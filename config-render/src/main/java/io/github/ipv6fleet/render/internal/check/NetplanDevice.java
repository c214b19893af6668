package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One device of a netplan file. */
final class NetplanDevice {
    private static final Set<String> TRUTH = Set.of("true", "false", "yes", "no", "on", "off", "y", "n");
    private static final Set<String> ON = Set.of("true", "yes", "on", "y");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}(:[0-9a-fA-F]{2}){0,14}");
    private static final Set<String> DEFAULT_ROUTES = Set.of("::/0", "default");

    private final ConfigNode.Entry device;
    private final ConfigNode keys;
    private final Findings findings;
    private final Optional<Ipv6Block> containerBlock;

    NetplanDevice(ConfigNode.Entry device, Findings findings, Optional<Ipv6Block> containerBlock) {
        this.device = device;
        this.keys = device.value();
        this.findings = findings;
        this.containerBlock = containerBlock;
    }

    void check(boolean ethernet) {
        booleans();
        addresses();
        gateways();
        match();
        if (ethernet) {
            routerAdvertisements();
            leases();
        }
    }

    private void booleans() {
        for (ConfigNode.Entry entry : keys.effective()) {
            boolean truth = TRUTH.contains(entry.value().text().toLowerCase(Locale.ROOT));
            if (NetplanKeys.BOOLEANS.contains(entry.key()) && !truth) {
                findings.refused(
                        entry.value().line(),
                        "netplan-boolean",
                        "netplan refuses " + entry.key() + ": " + entry.value().text(),
                        "write true or false");
            }
        }
    }

    private void addresses() {
        List<ConfigNode> addresses =
                keys.get("addresses").map(ConfigNode::items).orElse(List.of());
        for (ConfigNode address : addresses) {
            String text = address.is(Kind.MAP) && !address.entries().isEmpty()
                    ? address.entries().get(0).key()
                    : address.text();
            address(address.line(), text);
        }
        if (!addresses.isEmpty()) {
            findings.hint(
                    addresses.get(0).line(),
                    "netplan-lists-add-up",
                    "netplan puts the lists of all its files together: addresses that cloud-init's 50-cloud-init.yaml"
                            + " lists stay, whatever this file says",
                    "remove that file, and keep cloud-init from writing it again by network: {config: disabled}");
        }
    }

    private void address(int line, String text) {
        Optional<CidrText> cidr = CidrText.parse(text);
        boolean ipv4 = CidrText.isIpv4(text) && text.contains("/");
        if (cidr.isEmpty() && !ipv4) {
            findings.refused(
                    line, "netplan-address", "netplan refuses address " + text, "write an address with /length");
        }
        cidr.ifPresent(address -> containerBlock
                .filter(block -> block.contains(address.address()))
                .ifPresent(block -> findings.dangerous(
                        line,
                        "container-block-on-host",
                        "the host takes " + address.address() + " of the containers' " + block
                                + " itself, so that nothing reaches the container that has it",
                        "take it out of " + device.key())));
    }

    private void gateways() {
        for (String gateway : List.of("gateway4", "gateway6")) {
            keys.get(gateway)
                    .ifPresent(node -> findings.hint(
                            node.line(),
                            "netplan-gateway-deprecated",
                            gateway + " is deprecated since netplan 0.103",
                            "write routes: [{to: \"" + (gateway.equals("gateway6") ? "::/0" : "0.0.0.0/0")
                                    + "\", via: \"" + node.text() + "\"}]"));
        }
        for (ConfigNode route : routes()) {
            if (route.get("to").isEmpty()) {
                findings.refused(route.line(), "netplan-route", "netplan refuses a route without to", "add to:");
            }
            route.get("to")
                    .filter(to -> to.text().equals("default"))
                    .ifPresent(to -> findings.hint(
                            to.line(),
                            "netplan-to-default",
                            "netplan 0.99 and older refuse to: default",
                            "write \"::/0\", or \"0.0.0.0/0\" for IPv4"));
        }
    }

    private List<ConfigNode> routes() {
        return keys.get("routes").map(ConfigNode::items).orElse(List.of());
    }

    private void match() {
        keys.at("match", "macaddress").ifPresent(this::mac);
        keys.get("macaddress").ifPresent(this::mac);
        if (keys.get("set-name").isPresent() && keys.get("match").isEmpty()) {
            findings.refused(device.line(), "netplan-set-name", "netplan refuses set-name without match", "add match:");
        }
    }

    /** netplan itself takes any scalar as a text; what reads the file besides, in Python, does not. */
    private void mac(ConfigNode mac) {
        if (mac.is(Kind.INT) || mac.is(Kind.FLOAT)) {
            findings.dangerous(
                    mac.line(),
                    "mac-is-number",
                    "to YAML 1.1 the bare " + mac.text() + " is a number to the base of 60: netplan takes it, but"
                            + " cloud-init and whatever else reads this file in Python does not",
                    "write \"" + mac.text() + "\"");
        } else if (!MAC.matcher(mac.text()).matches()) {
            findings.refused(
                    mac.line(), "netplan-mac", "netplan refuses MAC address " + mac.text(), "write 12:fb:b4:8b:15:f8");
        }
    }

    private void routerAdvertisements() {
        if (keys.get("accept-ra").isPresent()) {
            return;
        }
        boolean ownRoute = keys.get("gateway6").isPresent()
                || routes().stream()
                        .anyMatch(route ->
                                DEFAULT_ROUTES.contains(route.text("to").orElse(""))
                                        && route.text("via").orElse("").contains(":"));
        String what = "accept-ra is not said for " + device.key()
                + ", and is then off where the host forwards, as every" + " host with containers does";
        if (ownRoute) {
            findings.hint(device.line(), "accept-ra-unsaid", what, "write accept-ra: false, as there is a route");
        } else {
            findings.dangerous(
                    device.line(),
                    "accept-ra-unsaid",
                    what + ": it loses its IPv6 default route",
                    "write accept-ra: true, or accept-ra: false and a route to \"::/0\" via \"fe80:ec2::1\"");
        }
    }

    private void leases() {
        keys.get("dhcp6")
                .filter(dhcp6 -> isOn("dhcp6"))
                .ifPresent(dhcp6 -> findings.hint(
                        dhcp6.line(),
                        "dhcp6-takes-all",
                        "DHCPv6 leases the host every address of its interface, those for containers too if their block"
                                + " is a run of such addresses",
                        "write dhcp6: false and give the host its one address"));
    }

    /** networkd has one setting for both; NetworkManager has two. */
    void overridesForNetworkd() {
        if (!isOn("dhcp4") || !isOn("dhcp6")) {
            return;
        }
        for (String key : NetplanKeys.LEASE_OVERRIDES) {
            String four = keys.at("dhcp4-overrides", key).map(ConfigNode::text).orElse("");
            String six = keys.at("dhcp6-overrides", key).map(ConfigNode::text).orElse("");
            if (!four.equals(six)) {
                findings.refused(
                        keys.get("dhcp6-overrides")
                                .or(() -> keys.get("dhcp4-overrides"))
                                .orElse(keys)
                                .line(),
                        "netplan-overrides-differ",
                        "with networkd netplan refuses dhcp4-overrides and dhcp6-overrides that differ in " + key,
                        "say the same in both, or ask by one of the two only");
            }
        }
    }

    private boolean isOn(String key) {
        return keys.text(key)
                .filter(text -> ON.contains(text.toLowerCase(Locale.ROOT)))
                .isPresent();
    }
}
