package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spreads hosts over subnets: each goes to the zone that has the fewest, there to the subnet that has the fewest, and
 * of equal ones to the first. A subnet whose zone was not said counts as a zone of its own.
 */
final class Spread {
    private final List<Site> sites;
    private final Map<Site, Zone> zones = new HashMap<>();

    private static final class Zone {
        int hosts;
    }

    /** Starts from the hosts that are bound to a subnet. */
    Spread(List<Site> sites) {
        this.sites = sites;
        Map<String, Zone> byName = new HashMap<>();
        for (Site site : sites) {
            String name = name(site);
            Zone zone = byName.getOrDefault(name, new Zone());
            byName.put(name, zone);
            zone.hosts += site.hosts();
            zones.put(site, zone);
        }
    }

    /** Returns the subnet for the next host; null if all are full. */
    @Nullable
    Site next() {
        Site best = null;
        for (Site site : sites) {
            if (!site.isFull() && (best == null || hasFewer(site, best))) {
                best = site;
            }
        }
        return best;
    }

    private boolean hasFewer(Site site, Site other) {
        int difference = hostsIn(site) - hostsIn(other);
        return difference < 0 || (difference == 0 && site.hosts() < other.hosts());
    }

    private int hostsIn(Site site) {
        return zoneOf(site).hosts;
    }

    void count(Site site) {
        site.count();
        zoneOf(site).hosts++;
    }

    private Zone zoneOf(Site site) {
        return requireNonNull(zones.get(site), "one of the sites");
    }

    private static String name(Site site) {
        String zone = site.subnet().availabilityZone();
        return zone.isEmpty() ? site.subnet().id() : zone;
    }
}
