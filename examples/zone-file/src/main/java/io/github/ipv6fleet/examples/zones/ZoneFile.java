package io.github.ipv6fleet.examples.zones;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.FleetRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An extension as you could write one: DNS zones of a fleet, for whatever server reads zone files. Every host has an
 * AAAA record, {@code edge-1.fleet.example}, every container that the plan has an address for too,
 * {@code web.edge-1.fleet.example}, and each subnet has a zone under ip6.arpa with the way back.
 *
 * <pre>{@code
 * FleetRenderers.standard().with(new ZoneFile("fleet.example", "ns1.example.net", 2026112301L)).render(plan)
 * }</pre>
 *
 * <p>Where its jar is on the class path or the module path, {@link io.github.ipv6fleet.render.FleetRenderers#withInstalled}
 * finds it; its words are then those of {@linkplain #ZoneFile() system properties}.
 *
 * <p>Immutable, safe for use by several threads.
 */
public final class ZoneFile implements FleetRenderer {
    private static final Pattern DOMAIN = Pattern.compile("(?=.{1,120}$)[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

    private final String domain;
    private final String nameServer;
    private final long serial;

    /**
     * Called by {@link java.util.ServiceLoader}: takes from system properties what the plan does not know.
     * {@code zones.domain} is by default {@code fleet.internal}, {@code zones.nameServer} {@code ns.internal},
     * {@code zones.serial} 1.
     */
    public ZoneFile() {
        this(
                System.getProperty("zones.domain", "fleet.internal"),
                System.getProperty("zones.nameServer", "ns.internal"),
                Long.getLong("zones.serial", 1));
    }

    /**
     * Says what the plan does not know.
     *
     * @param domain the zone, such as {@code fleet.example}, without a dot at its end
     * @param nameServer a name server of it, with an address elsewhere, such as {@code ns1.example.net}
     * @param serial the zone's version, 1 to 4294967295; raise it with each change, as a renderer knows no time
     */
    public ZoneFile(String domain, String nameServer, long serial) {
        for (String name : List.of(domain, nameServer)) {
            if (!DOMAIN.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "domain \"" + name + "\": is not one; write it in lower case, as fleet.example");
            }
        }
        if (serial < 1 || serial > 0xffff_ffffL) {
            throw new IllegalArgumentException("serial " + serial + ": is not one; give 1 to 4294967295");
        }
        this.domain = domain;
        this.nameServer = nameServer;
        this.serial = serial;
    }

    @Override
    public String id() {
        return "zones";
    }

    @Override
    public List<FleetFile> render(FleetPlan plan) {
        StringBuilder forward = new StringBuilder(head());
        Map<Ipv6Block, StringBuilder> back = new LinkedHashMap<>();
        for (HostPlan host : plan.hosts()) {
            StringBuilder reverse = back.computeIfAbsent(host.subnet(), subnet -> new StringBuilder(head()));
            names(host).forEach((name, address) -> {
                forward.append(name).append(" IN AAAA ").append(address).append('\n');
                reverse.append(arpa(address, 128)).append(". IN PTR ").append(name + "." + domain + ".\n");
            });
        }
        List<FleetFile> files = new ArrayList<>();
        files.add(FleetFile.of("zones/" + domain, forward.toString()));
        back.forEach((subnet, text) ->
                files.add(FleetFile.of("zones/" + arpa(subnet.first(), subnet.prefixLength()), text.toString())));
        return files;
    }

    /** Names of plans are labels of DNS already, so none needs a quote or an escape. */
    private static Map<String, Ipv6Address> names(HostPlan host) {
        Map<String, Ipv6Address> names = new LinkedHashMap<>();
        names.put(host.name(), host.address());
        host.namedContainers().forEach((container, address) -> names.put(container + "." + host.name(), address));
        return names;
    }

    private String head() {
        return """
                $TTL 300
                @ IN SOA %s. hostmaster.%s. %d 3600 600 604800 300
                @ IN NS %1$s.
                """.formatted(nameServer, domain, serial);
    }

    /** RFC 3596, 2.5: the digits from the last to the first. */
    private static String arpa(Ipv6Address address, int bits) {
        String digits = "%016x%016x".formatted(address.high(), address.low()).substring(0, bits / 4);
        StringBuilder name = new StringBuilder();
        for (int i = digits.length() - 1; i >= 0; i--) {
            name.append(digits.charAt(i)).append('.');
        }
        return name + "ip6.arpa";
    }
}
