package io.github.ipv6fleet.render.internal.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that netplan knows in the places that matter here (canonical/netplan, src/parse.c, 0.106 and 1.1.2). An
 * unknown one stops the whole configuration.
 */
final class NetplanKeys {
    static final Set<String> NETWORK = words("""
            bonds bridges ethernets renderer tunnels version vlans vrfs wifis modems nm-devices openvswitch""");

    static final Set<String> ROUTE = words("""
            from on-link scope table to type via metric mtu congestion-window advertised-receive-window""");

    static final Set<String> MATCH = words("driver macaddress name");

    static final Set<String> LEASE_OVERRIDES = words("""
            hostname route-metric send-hostname use-dns use-domains use-hostname use-mtu use-ntp use-routes""");

    /** Keys for which newer netplan is needed, and the version. */
    static final Map<String, String> NEWER = Map.of(
            "dummy-devices", "1.1",
            "virtual-ethernets", "1.1",
            "ra-overrides", "1.1",
            "hairpin", "1.1",
            "port-mac-learning", "1.1",
            "advertised-mss", "1.1");

    static final Set<String> BOOLEANS =
            words("accept-ra critical dhcp4 dhcp6 ignore-carrier ipv6-privacy optional wakeonlan");

    private static final Set<String> LINK = words("""
            accept-ra activation-mode addresses critical ignore-carrier dhcp4 dhcp6 dhcp-identifier dhcp4-overrides
            dhcp6-overrides gateway4 gateway6 ipv6-address-generation ipv6-address-token ipv6-mtu ipv6-privacy link-local
            macaddress mtu nameservers optional optional-addresses renderer routes routing-policy neigh-suppress
            networkmanager openvswitch""");

    private static final Set<String> PHYSICAL = words("""
            match set-name wakeonlan wakeonwlan emit-lldp receive-checksum-offload transmit-checksum-offload
            tcp-segmentation-offload tcp6-segmentation-offload generic-segmentation-offload generic-receive-offload
            large-receive-offload auth link virtual-function-count embedded-switch-mode delay-virtual-functions-rebind
            infiniband-mode""");

    /** The kinds of device that are looked at, and what they know beside what all know. */
    static final Map<String, Set<String>> DEVICES = Map.of(
            "ethernets", with(PHYSICAL),
            "bridges", with(words("interfaces parameters")),
            "bonds", with(words("interfaces parameters")),
            "vlans", with(words("id link")));

    private NetplanKeys() {}

    private static Set<String> with(Set<String> own) {
        return Stream.concat(LINK.stream(), own.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> words(String text) {
        return Set.copyOf(List.of(text.strip().split("\\s+", -1)));
    }
}
