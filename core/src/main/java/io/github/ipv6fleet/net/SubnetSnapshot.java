package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a subnet held at a moment: its block, what is in use and by whom, and what is reserved. A subnet of which
 * nothing is said is empty. Immutable, safe for use by several threads.
 */
public final class SubnetSnapshot {
    /** EC2's largest subnet is a /44 (Amazon VPC User Guide, "Subnet sizing for IPv6"). */
    private static final int LARGEST_BITS = 44;

    private static final int RESERVED_AT_START = 4;

    private final String id;
    private final String availabilityZone;
    private final Ipv6Block block;
    private final Ipv6AddressSet inUse;
    private final List<Holding> holdings;
    private final List<ObservedHost> hosts;
    private final List<CidrReservation> reservations;

    private SubnetSnapshot(Builder builder, Ipv6AddressSet inUse) {
        id = builder.id;
        availabilityZone = builder.availabilityZone;
        block = builder.block;
        this.inUse = inUse;
        holdings = List.copyOf(builder.holdings);
        hosts = List.copyOf(builder.hosts);
        reservations = List.copyOf(builder.reservations);
    }

    /** Something in use, and by whom. */
    record Holding(Ipv6Block block, String holder) {}

    /**
     * Returns a builder of the snapshot of an empty subnet.
     *
     * @param id such as {@code subnet-09a931730fa9e0000}
     * @param block its IPv6 block; EC2 has /44 to /64 in steps of four, planning works in smaller ones too
     */
    public static Builder builder(String id, Ipv6Block block) {
        if (requireNonNull(block, "block").prefixLength() < LARGEST_BITS) {
            throw new InvalidAddressException(
                    block.toString(), "is larger than a subnet can be", "give the block of the subnet, /44 to /64");
        }
        return new Builder(requireNonNull(id, "id"), block);
    }

    /** Returns a builder of the snapshot of an empty subnet, its block given as text, such as {@code 2001:db8::/64}. */
    public static Builder builder(String id, String block) {
        return builder(requireNonNull(id, "id"), Ipv6Block.parse(requireNonNull(block, "block")));
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

    /** Calls {@code action} with everything in use whose holder was said, and the holder. */
    public void forEachHolding(BiConsumer<Ipv6Block, String> action) {
        requireNonNull(action, "action");
        holdings.forEach(held -> action.accept(held.block(), held.holder()));
    }

    /** Returns the hosts of that fleet that are there, in the order in which they were added. */
    public List<ObservedHost> hostsOf(String fleet) {
        requireNonNull(fleet, "fleet");
        List<ObservedHost> found = new ArrayList<>();
        for (ObservedHost host : hosts) {
            if (host.fleet().equals(fleet)) {
                found.add(host);
            }
        }
        return List.copyOf(found);
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
        long size = block.prefixLength() <= 64 ? Long.MAX_VALUE : 1L << (Ipv6Block.BITS - block.prefixLength());
        return Ipv6AddressSet.builder()
                .add(block.first(), block.first().plus(Math.min(RESERVED_AT_START, size) - 1))
                .add(block.last())
                .build();
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
        private final List<Holding> holdings = new ArrayList<>();
        private final List<ObservedHost> hosts = new ArrayList<>();
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
            inUse.add(requireNonNull(address, "address"));
            return this;
        }

        /** Adds a prefix that is delegated to an interface. */
        public Builder inUse(Ipv6Block prefix) {
            inUse.add(requireNonNull(prefix, "prefix"));
            return this;
        }

        /** Adds an address or a prefix, such as {@code 2001:db8::5} or {@code 2001:db8:0:0:1::/80}. */
        public Builder inUse(String addressOrPrefix) {
            inUse.add(addressOrPrefix);
            return this;
        }

        /** Adds all of a set. */
        public Builder inUse(Ipv6AddressSet set) {
            inUse.add(set);
            return this;
        }

        /** Adds addresses of one /64: its upper half, and the lower halves in any order. */
        public Builder inUse(long high, long... lows) {
            inUse.addAll(high, lows);
            return this;
        }

        /** Adds what an address of IPAddress stands for: one, a block or a range. */
        public Builder inUse(IPv6Address addresses) {
            inUse.add(addresses);
            return this;
        }

        /** Adds a range of IPAddress. */
        public Builder inUse(IPAddressSeqRange range) {
            inUse.add(range);
            return this;
        }

        /**
         * Adds an address or prefix, and who holds it, such as {@code eni-0123456789abcdef0}; messages name the
         * holder. An address is a block of /128.
         */
        public Builder inUse(Ipv6Block held, String holder) {
            holdings.add(new Holding(requireNonNull(held, "held"), requireNonNull(holder, "holder")));
            inUse.add(held);
            return this;
        }

        /** Adds a host of a fleet with what it holds, which is then in use. A plan of that fleet leaves it as it is. */
        public Builder host(ObservedHost host) {
            hosts.add(requireNonNull(host, "host"));
            host.address().ifPresent(address -> inUse(new Ipv6Block(address, 128), host.toString()));
            host.containerBlock().ifPresent(block -> inUse(block, host.toString()));
            return this;
        }

        /** Adds a CIDR reservation. */
        public Builder reservation(CidrReservation reservation) {
            reservations.add(requireNonNull(reservation, "reservation"));
            return this;
        }

        /**
         * Returns the snapshot; the builder can be used further.
         *
         * @throws InvalidSnapshotException with everything that is in use twice, outside the subnet, or reserved
         *     twice
         */
        public SubnetSnapshot build() {
            SnapshotCheck check = new SnapshotCheck(id, block, holdings);
            Ipv6AddressSet all = inUse.build(check);
            check.foreign(all);
            check.hosts(hosts);
            check.reservations(reservations);
            check.throwIfAny();
            return new SubnetSnapshot(this, all);
        }
    }
}
