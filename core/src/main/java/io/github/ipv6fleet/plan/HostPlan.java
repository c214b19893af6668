package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import org.jspecify.annotations.Nullable;

/**
 * What one host should be: its name, its own address, and the block that EC2 routes to it for its containers.
 * Immutable, safe for use by several threads.
 */
public final class HostPlan {
    private final String name;
    private final Ipv6Address address;
    private final Ipv6Block subnet;
    private final String subnetId;
    private final Ipv6Block containerBlock;
    private final Ipv6Block containerNetwork;

    private HostPlan(Builder builder, Ipv6Block containerNetwork) {
        name = builder.name;
        address = builder.address;
        subnet = builder.subnet;
        subnetId = builder.subnetId;
        containerBlock = builder.containerBlock;
        this.containerNetwork = containerNetwork;
    }

    /**
     * Returns a builder of a plan, for plans that come from elsewhere than {@link AddressPlanner}.
     *
     * @param name a host name: 1 to 63 lower-case letters, digits and inner hyphens
     * @param subnet the IPv6 block of the host's subnet
     * @param address the host's own address
     * @param containerBlock the block that is routed to the host; a /80 is taken as a delegated prefix
     */
    public static Builder builder(String name, Ipv6Block subnet, Ipv6Address address, Ipv6Block containerBlock) {
        return new Builder(Names.checked("host", name), subnet, address, containerBlock);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the host's own address. */
    public Ipv6Address address() {
        return address;
    }

    /** Returns the IPv6 block of the host's subnet. */
    public Ipv6Block subnet() {
        return subnet;
    }

    /** Returns the id of the host's subnet; empty text where it was not said. */
    public String subnetId() {
        return subnetId;
    }

    /** Returns the block that EC2 routes to the host for its containers. */
    public Ipv6Block containerBlock() {
        return containerBlock;
    }

    /** Returns the part of the block that the engine gets: of a /80 the second /112, else the whole block. */
    public Ipv6Block containerNetwork() {
        return containerNetwork;
    }

    /** Returns the address of the bridge, the containers' gateway: the one after the network address. */
    public Ipv6Address bridgeAddress() {
        return containerNetwork.first().plus(1);
    }

    /** Returns where the block comes from. */
    public BlockSource blockSource() {
        return BlockSource.of(containerBlock);
    }

    @Override
    public String toString() {
        return name + " " + address + " containers " + containerBlock;
    }

    /** Collects what a host should be. Not for use by several threads at once. */
    public static final class Builder {
        private final String name;
        private final Ipv6Block subnet;
        private final Ipv6Address address;
        private final Ipv6Block containerBlock;
        private String subnetId = "";
        private @Nullable Ipv6Block containerNetwork;

        private Builder(String name, Ipv6Block subnet, Ipv6Address address, Ipv6Block containerBlock) {
            this.name = name;
            this.subnet = requireNonNull(subnet, "subnet");
            this.address = requireNonNull(address, "address");
            this.containerBlock = requireNonNull(containerBlock, "containerBlock");
        }

        /** Says in which subnet the host is, such as {@code subnet-09a931730fa9e0000}; default: not said. */
        public Builder subnetId(String id) {
            subnetId = requireNonNull(id, "id");
            return this;
        }

        /** Says which part of the block the engine gets; default: of a /80 the second /112, else the whole block. */
        public Builder containerNetwork(Ipv6Block network) {
            containerNetwork = requireNonNull(network, "network");
            return this;
        }

        /**
         * Returns the plan; the builder can be used further.
         *
         * @throws IllegalArgumentException if address, block and container network do not fit into one another
         */
        public HostPlan build() {
            if (!subnet.contains(address) || !subnet.contains(containerBlock)) {
                throw new IllegalArgumentException("host " + name + ": " + address + " and " + containerBlock
                        + " must both be in the subnet " + subnet + "; take them from there");
            }
            if (containerBlock.contains(address)) {
                throw new IllegalArgumentException("host " + name + ": its address " + address + " is in its container"
                        + " block " + containerBlock + "; take one outside the block");
            }
            Ipv6Block network = containerNetwork != null
                    ? containerNetwork
                    : BlockSource.of(containerBlock).containerNetworkIn(containerBlock);
            if (!containerBlock.contains(network) || network.prefixLength() > BlockSource.SMALLEST_BITS) {
                throw new IllegalArgumentException("host " + name + ": container network " + network
                        + " must be part of " + containerBlock + " and at least a /" + BlockSource.SMALLEST_BITS
                        + "; a /126 gives two containers an address");
            }
            return new HostPlan(this, network);
        }
    }
}
