package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one host should be: its name, its own address, the block that EC2 routes to it for its containers, and the
 * containers that have an address for good. Immutable, safe for use by several threads.
 */
public final class HostPlan {
    /** Amazon VPC User Guide, "Subnet sizing for IPv6": the first four addresses and the last. */
    private static final int LAST_RESERVED_AT_START = 3;

    private final String name;
    private final Ipv6Address address;
    private final Ipv6Block subnet;
    private final String subnetId;
    private final Ipv6Block containerBlock;
    private final BlockSource blockSource;
    private final Ipv6Block containerNetwork;
    private final Map<String, Ipv6Address> namedContainers;

    private HostPlan(
            String name,
            Ipv6Address address,
            Ipv6Block subnet,
            String subnetId,
            Ipv6Block containerBlock,
            BlockSource blockSource,
            Ipv6Block containerNetwork,
            Map<String, Ipv6Address> namedContainers) {
        this.name = name;
        this.address = address;
        this.subnet = subnet;
        this.subnetId = subnetId;
        this.containerBlock = containerBlock;
        this.blockSource = blockSource;
        this.containerNetwork = containerNetwork;
        this.namedContainers = namedContainers;
    }

    /** Returns what the planner found; it fits by the way it was found. */
    static HostPlan planned(
            String name, Placed place, BlockSource source, Ipv6Block network, Map<String, Ipv6Address> containers) {
        return new HostPlan(
                name,
                place.address(),
                place.subnet().block(),
                place.subnet().id(),
                place.block(),
                source,
                network,
                containers);
    }

    /**
     * Returns a builder of a plan, for plans that come from elsewhere than {@link AddressPlanner}.
     *
     * @param name a host name: 1 to 63 lower-case letters, digits and inner hyphens
     * @param subnet the IPv6 block of the host's subnet
     * @param address the host's own address
     * @param containerBlock the block that is routed to the host
     */
    public static Builder builder(String name, Ipv6Block subnet, Ipv6Address address, Ipv6Block containerBlock) {
        return new Builder(Names.checked("host", name), subnet, address, containerBlock);
    }

    /**
     * Returns a builder of the plan of a host whose /80 EC2 chose: its address is the first of the block after the
     * network's.
     */
    @Experimental
    public static Builder chosenByEc2(String name, Ipv6Block subnet, Ipv6Block block) {
        requireNonNull(block, "block");
        return builder(name, subnet, BlockSource.hostAddressIn(block), block).blockSource(BlockSource.chosenByEc2());
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

    /** Returns the part of the block that the engine gets: of a /80 by default the second /112, else the whole block. */
    public Ipv6Block containerNetwork() {
        return containerNetwork;
    }

    /** Returns the address of the bridge, the containers' gateway: the one after the network address. */
    public Ipv6Address bridgeAddress() {
        return containerNetwork.first().plus(1);
    }

    /** Returns the containers that have an address for good, in the order in which they were named. */
    public Map<String, Ipv6Address> namedContainers() {
        return namedContainers;
    }

    /** Returns how many containers can have an address: all of the network but its own and the bridge's. */
    public long capacity() {
        return ContainerAddresses.capacity(containerNetwork.prefixLength());
    }

    /** Returns where the block comes from. */
    public BlockSource blockSource() {
        return blockSource;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostPlan host
                && name.equals(host.name)
                && address.equals(host.address)
                && subnet.equals(host.subnet)
                && subnetId.equals(host.subnetId)
                && containerBlock.equals(host.containerBlock)
                && blockSource.equals(host.blockSource)
                && containerNetwork.equals(host.containerNetwork)
                && namedContainers.equals(host.namedContainers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, address, containerBlock);
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
        private @Nullable BlockSource blockSource;
        private @Nullable Ipv6Block containerNetwork;
        private final Map<String, Optional<Ipv6Address>> namedContainers = new LinkedHashMap<>();

        private Builder(String name, Ipv6Block subnet, Ipv6Address address, Ipv6Block containerBlock) {
            this.name = name;
            this.subnet = requireNonNull(subnet, "subnet");
            this.address = requireNonNull(address, "address");
            this.containerBlock = requireNonNull(containerBlock, "containerBlock");
        }

        /** Says in which subnet the host is, such as {@code subnet-09a931730fa9e0000}; default: not said. */
        public Builder subnetId(String id) {
            subnetId = Names.id("subnet", requireNonNull(id, "id"));
            return this;
        }

        /** Says where the block comes from; default: a /80 is a planned prefix, any other an address run. */
        public Builder blockSource(BlockSource source) {
            blockSource = requireNonNull(source, "source");
            return this;
        }

        /**
         * Says which part of a delegated /80 the engine gets, /81 to /126; default: what the block source says. The
         * network of an address run is the whole run.
         */
        public Builder containerNetwork(Ipv6Block network) {
            containerNetwork = requireNonNull(network, "network");
            return this;
        }

        /** Adds a container that has an address for good: the lowest that is free in the container network. */
        public Builder container(String name) {
            return named(name, Optional.empty());
        }

        /** Adds a container that has an address for good; it must be in the container network. */
        public Builder container(String name, Ipv6Address address) {
            return named(name, Optional.of(requireNonNull(address, "address")));
        }

        private Builder named(String name, Optional<Ipv6Address> pin) {
            if (namedContainers.putIfAbsent(Names.checked("container", name), pin) != null) {
                throw refused("container " + name + " is there twice; give each its own name");
            }
            return this;
        }

        /**
         * Returns the plan; the builder can be used further.
         *
         * @throws IllegalArgumentException if address, block, container network and containers do not fit into one
         *     another
         */
        public HostPlan build() {
            if (!subnet.contains(address) || !subnet.contains(containerBlock)) {
                throw refused(address + " and " + containerBlock + " must both be in the subnet " + subnet
                        + "; take them from there");
            }
            if (address.compareTo(subnet.first().plus(LAST_RESERVED_AT_START)) <= 0 || address.equals(subnet.last())) {
                throw refused("its address " + address
                        + " is one of the first four and the last of a subnet, which EC2 reserves; take another");
            }
            BlockSource source = blockSource != null ? blockSource : BlockSource.of(containerBlock);
            if (source.isChosenByEc2()) {
                Ipv6Address first = BlockSource.hostAddressIn(containerBlock);
                if (!address.equals(first)) {
                    throw refused("its address " + address + " must be " + first + ", the first of the block "
                            + containerBlock + " that EC2 chose; take that");
                }
            } else if (containerBlock.contains(address)) {
                throw refused("its address " + address + " is in its container block " + containerBlock
                        + "; take one outside the block");
            }
            if (source.prefixLength() != containerBlock.prefixLength()) {
                throw refused("container block " + containerBlock + " is no " + source + "; give a /"
                        + source.prefixLength() + ", or another block source");
            }
            Ipv6Block network = containerNetwork != null ? containerNetwork : source.containerNetworkIn(containerBlock);
            if (!containerBlock.contains(network)) {
                throw refused("container network " + network + " must be in the container block " + containerBlock
                        + "; take it from there");
            }
            if (network.contains(address)) {
                throw refused("its address " + address + " is in its container network " + network
                        + "; take another part of " + containerBlock);
            }
            source = source.withNetwork(network, containerBlock);
            Map<String, Ipv6Address> containers = containers(network);
            return new HostPlan(name, address, subnet, subnetId, containerBlock, source, network, containers);
        }

        private Map<String, Ipv6Address> containers(Ipv6Block network) {
            Map<Ipv6Address, String> owners = new HashMap<>();
            namedContainers.forEach((container, pin) -> pin.ifPresent(address -> {
                String problem = ContainerAddresses.problem(network, container, address, owners);
                if (!problem.isEmpty()) {
                    throw refused("container " + container + ": " + address + " " + problem + "; take another one of "
                            + network);
                }
            }));
            long capacity = ContainerAddresses.capacity(network.prefixLength());
            if (namedContainers.size() > capacity) {
                throw refused("its container network " + network + " has addresses for " + capacity
                        + " named containers, not for " + namedContainers.size()
                        + "; name fewer, or choose a larger block");
            }
            return ContainerAddresses.lowestFree(network, namedContainers, owners);
        }

        private IllegalArgumentException refused(String text) {
            return new IllegalArgumentException("host " + name + ": " + text);
        }
    }
}
