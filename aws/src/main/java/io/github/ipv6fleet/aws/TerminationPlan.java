package io.github.ipv6fleet.aws;

import java.util.List;

/** What ending a fleet would remove, as it is now. Immutable, safe for use by several threads. */
public final class TerminationPlan {
    private final List<String> instances;
    private final List<String> interfaces;
    private final List<String> reservations;

    /**
     * Makes a plan.
     *
     * @param instances ids of the instances
     * @param interfaces ids of the interfaces, also of those that go with their instance
     * @param reservations ids of the CIDR reservations
     */
    TerminationPlan(List<String> instances, List<String> interfaces, List<String> reservations) {
        this.instances = List.copyOf(instances);
        this.interfaces = List.copyOf(interfaces);
        this.reservations = List.copyOf(reservations);
    }

    /** Returns the ids of the instances that would be terminated. */
    public List<String> instances() {
        return instances;
    }

    /** Returns the ids of the interfaces that would go, with their addresses and prefixes. */
    public List<String> interfaces() {
        return interfaces;
    }

    /** Returns the ids of the CIDR reservations that would be deleted. */
    public List<String> reservations() {
        return reservations;
    }

    /** Returns whether there is nothing to end. */
    public boolean isEmpty() {
        return instances.isEmpty() && interfaces.isEmpty() && reservations.isEmpty();
    }

    /** Returns such as {@code 2 instances, 2 interfaces, 0 reservations}. */
    @Override
    public String toString() {
        return "%d instances, %d interfaces, %d reservations"
                .formatted(instances.size(), interfaces.size(), reservations.size());
    }
}
