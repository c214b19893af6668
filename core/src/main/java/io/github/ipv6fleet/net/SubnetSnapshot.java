package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a subnet held at a moment: its block, what is in use and what is reserved. A subnet of which nothing is said
 * is empty. Immutable, safe for use by several threads.
 */
public final class SubnetSnapshot {
    private static final int RESERVED_AT_START = 4;

    private final String id;
    private final String availabilityZone;
    private final Ipv6Block block;
    private final Ipv6AddressSet inUse;
    private final List<CidrReservation> reservations;

    private SubnetSnapshot(Builder builder) {
        id = builder.id;
        availabilityZone = builder.availabilityZone;
        block = builder.block;
        inUse = builder.inUse.build();
        reservations = List.copyOf(builder.reservations);
    }

    /**
     * Returns a builder of the snapshot of an empty subnet.
     *
     * @param id such as {@code subnet-09a931730fa9e0000}
     * @param block its IPv6 block; EC2 has /44 to /64 in steps of four
     */
    public static Builder builder(String id, Ipv6Block block) {
        return new Builder(requireNonNull(id, "id"), requireNonNull(block, "block"));
    }

    /** Returns the id. */
    public String id() {
        return id;
    }

    /** Returns the availability zone, such as {@code us-east-1a}; empty text where it was not said. */
    public String availabilityZone() {
        return availabilityZone;
    }

    /** Returns the IPv6 block. */
    public Ipv6Block block() {
        return block;
    }

    /** Returns every address that a network interface holds, alone or in a delegated prefix. */
    public Ipv6AddressSet inUse() {
        return inUse;
    }

    /** Returns the CIDR reservations, in the order in which they were added. */
    public List<CidrReservation> reservations() {
        return reservations;
    }

    /**
     * Returns the five addresses that no interface can have: the first four and the last (Amazon VPC User Guide,
     * "Subnet sizing for IPv6").
     */
    public Ipv6AddressSet reservedByEc2() {
        Ipv6AddressSet.Builder reserved = Ipv6AddressSet.builder().add(block.last());
        for (int i = 0; i < RESERVED_AT_START; i++) {
            reserved.add(block.first().plus(i));
        }
        return reserved.build();
    }

    @Override
    public String toString() {
        return id + " (" + block + ")";
    }

    /** Collects what a subnet holds. Not for use by several threads at once. */
    public static final class Builder {
        private final String id;
        private final Ipv6Block block;
        private String availabilityZone = "";
        private final Ipv6AddressSet.Builder inUse = Ipv6AddressSet.builder();
        private final List<CidrReservation> reservations = new ArrayList<>();

        private Builder(String id, Ipv6Block block) {
            this.id = id;
            this.block = block;
        }

        /** Says in which zone the subnet is; default: not said. */
        public Builder availabilityZone(String zone) {
            availabilityZone = requireNonNull(zone, "zone");
            return this;
        }

        /** Adds an address that an interface holds. */
        public Builder inUse(Ipv6Address address) {
            inUse.add(address);
            return this;
        }

        /** Adds a prefix that is delegated to an interface. */
        public Builder inUse(Ipv6Block prefix) {
            inUse.add(prefix);
            return this;
        }

        /** Adds a CIDR reservation. */
        public Builder reservation(CidrReservation reservation) {
            reservations.add(requireNonNull(reservation, "reservation"));
            return this;
        }

        /** Returns the snapshot; the builder can be used further. */
        public SubnetSnapshot build() {
            return new SubnetSnapshot(this);
        }
    }
}
