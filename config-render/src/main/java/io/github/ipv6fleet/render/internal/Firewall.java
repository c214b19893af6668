package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The host's own nftables table. A packet passes when no table of the host drops it, so this one only ever closes, and
 * does not fight the engine's, whichever firewall that uses. Loading it again replaces it, as a whole and at once.
 */
final class Firewall {
    private static final String METADATA = """
            # From containers, on whatever network; the host's own packets are not forwarded.
            ip daddr 169.254.169.254 reject with icmpx admin-prohibited
            ip6 daddr fd00:ec2::254 reject with icmpx admin-prohibited
            """;

    /** An engine without IPv6-only networks gives containers IPv4, which without NAT leads nowhere. */
    private static final String NO_IPV4 = """
            # Refused at once, as a name with an IPv4 address too would be tried at length.
            iifname "%1$s" meta nfproto ipv4 reject with icmpx admin-prohibited
            """.formatted(ContainerBridge.NAME);

    private static final String ENTERING = """
            oifname "%1$s" iifname != "%1$s" jump entering
            """.formatted(ContainerBridge.NAME);

    /** A container's own address is open anyway; by the host's it would be reached through NAT. */
    private static final String NOT_TRANSLATED = """
            ct status dnat drop
            """;

    /** RFC 4890, 4.3.1: without these errors, connections hang. */
    private static final String REPLIES = """
            ct state established,related accept
            icmpv6 type { destination-unreachable, packet-too-big, time-exceeded, parameter-problem } accept
            """;

    private static final String PUBLISHED = """
            icmpv6 type echo-request accept
            meta l4proto . th dport @published accept
            ip6 daddr . meta l4proto . th dport @published_at accept
            """;

    private Firewall() {}

    /** Returns the file; {@code ports} are opened where the engine does not do so itself. */
    static String of(HostProfile profile, DockerEngine engine, List<OpenPort> ports) {
        boolean ours = !engine.hasRoutedMode();
        boolean own = !profile.usesDocker0();
        String entering = !own ? "" : entering(profile.exposure(), ours);
        StringBuilder out = new StringBuilder("""
                # Written by ipv6-fleet; read by ipv6-fleet-firewall.service.
                table inet ipv6_fleet
                delete table inet ipv6_fleet
                table inet ipv6_fleet {
                """);
        if (entering.contains("@published")) {
            out.append(set(
                    "published",
                    "",
                    ports.stream().filter(port -> port.address().isEmpty())));
            out.append(set(
                    "published_at",
                    "ipv6_addr . ",
                    ports.stream().filter(port -> port.address().isPresent())));
        }
        out.append(chain(
                "forward",
                "type filter hook forward priority filter - 10; policy accept;\n"
                        + (profile.metadataForContainers() ? "" : METADATA)
                        + (own && ours ? NO_IPV4 : "")
                        + (entering.isEmpty() ? "" : ENTERING)));
        if (!entering.isEmpty()) {
            out.append(chain("entering", entering));
        }
        return out.append("}\n").toString();
    }

    private static String entering(Exposure exposure, boolean ours) {
        return switch (exposure) {
            case EGRESS_ONLY -> REPLIES + "drop\n";
            case PUBLISHED -> ours ? REPLIES + PUBLISHED + "drop\n" : "";
            case OPEN -> ours ? "" : NOT_TRANSLATED;
            case OPEN_DOCKER0_2018 -> "";
        };
    }

    private static String chain(String name, String rules) {
        return "  chain " + name + " {\n" + rules.indent(4) + "  }\n";
    }

    /** Sets, so that an operator can open a port by hand: nft add element inet ipv6_fleet published '{ tcp . 80 }'. */
    private static String set(String name, String key, Stream<OpenPort> ports) {
        String elements = ports.map(
                        port -> port.address().map(address -> address + " . ").orElse("") + port.protocol() + " . "
                                + port.port())
                .distinct()
                .collect(Collectors.joining(", "));
        return "  set " + name + " {\n    type " + key + "inet_proto . inet_service\n"
                + (elements.isEmpty() ? "" : "    elements = { " + elements + " }\n") + "  }\n";
    }
}
