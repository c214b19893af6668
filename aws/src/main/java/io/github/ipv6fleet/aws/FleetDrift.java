package io.github.ipv6fleet.aws;

import java.util.List;
import java.util.stream.Collectors;

/** What of a fleet is not as it should be. Immutable, safe for use by several threads. */
public final class FleetDrift {
    private final String fleet;
    private final List<Drift> items;

    /**
     * Makes a drift of its parts.
     *
     * @param fleet the fleet's name
     * @param items in the order of the hosts
     */
    FleetDrift(String fleet, List<Drift> items) {
        this.fleet = fleet;
        this.items = List.copyOf(items);
    }

    /** Returns everything that was found, in the order of the hosts. */
    public List<Drift> items() {
        return items;
    }

    /** Returns what was found and not repaired. */
    public List<Drift> left() {
        return items.stream().filter(item -> !item.repaired()).toList();
    }

    /** Returns whether all is as it should be. */
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Returns the drift as text, a line each. */
    @Override
    public String toString() {
        return items.isEmpty()
                ? "fleet " + fleet + " is as it should be"
                : items.stream().map(Drift::toString).collect(Collectors.joining("\n"));
    }
}
