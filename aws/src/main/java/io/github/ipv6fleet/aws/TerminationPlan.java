package io.github.ipv6fleet.aws;

import java.util.List;

/** What ending a fleet would remove, as it is now. Immutable, safe for use by several threads. */
public final class TerminationPlan {
    private final List<String> instances;
    private final List<String> interfaces;
    private final List<String> reservations;
    private final List<String> ec2Fleets;
    private final List<String> launchTemplates;

    /**
     * Makes a plan.
     *
     * @param instances ids of the instances
     * @param interfaces ids of the interfaces, also of those that go with their instance
     * @param reservations ids of the CIDR reservations
     * @param ec2Fleets ids of the EC2 Fleets that the fleet was handed over to
     * @param launchTemplates their names
     */
    TerminationPlan(
            List<String> instances,
            List<String> interfaces,
            List<String> reservations,
            List<String> ec2Fleets,
            List<String> launchTemplates) {
        this.instances = List.copyOf(instances);
        this.interfaces = List.copyOf(interfaces);
        this.reservations = List.copyOf(reservations);
        this.ec2Fleets = List.copyOf(ec2Fleets);
        this.launchTemplates = List.copyOf(launchTemplates);
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

    /** Returns the ids of the EC2 Fleets that would be deleted, of a fleet that was handed over. */
    public List<String> ec2Fleets() {
        return ec2Fleets;
    }

    /** Returns the names of the launch templates that would be deleted, of a fleet that was handed over. */
    public List<String> launchTemplates() {
        return launchTemplates;
    }

    /** Returns whether there is nothing to end. */
    public boolean isEmpty() {
        return instances.isEmpty()
                && interfaces.isEmpty()
                && reservations.isEmpty()
                && ec2Fleets.isEmpty()
                && launchTemplates.isEmpty();
    }

    /** Returns such as {@code 2 instances, 2 interfaces, 0 reservations}; with EC2 Fleets and templates if there are some. */
    @Override
    public String toString() {
        return "%d instances, %d interfaces, %d reservations"
                        .formatted(instances.size(), interfaces.size(), reservations.size())
                + (ec2Fleets.isEmpty() ? "" : ", EC2 Fleets " + String.join(", ", ec2Fleets))
                + (launchTemplates.isEmpty() ? "" : ", launch templates " + String.join(", ", launchTemplates));
    }
}
