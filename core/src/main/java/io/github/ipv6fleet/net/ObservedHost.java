package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host of a fleet as a subnet shows it: what its interface holds. A host that is being made may lack its address or
 * its container block. Immutable, safe for use by several threads.
 */
public final class ObservedHost {
    private final String fleet;
    private final String name;
    private final @Nullable Ipv6Address address;
    private final @Nullable Ipv6Block containerBlock;

    private ObservedHost(Builder builder) {
        fleet = builder.fleet;
        name = builder.name;
        address = builder.address;
        containerBlock = builder.containerBlock;
    }

    /**
     * Returns a builder of a host that holds nothing yet.
     *
     * @param fleet the name of its fleet
     * @param name its own name
     */
    public static Builder builder(String fleet, String name) {
        return new Builder(requireNonNull(fleet, "fleet"), requireNonNull(name, "name"));
    }

    /** Returns the name of the host's fleet. */
    public String fleet() {
        return fleet;
    }

    /** Returns the host's name. */
    public String name() {
        return name;
    }

    /** Returns the host's own address, if it has it. */
    public Optional<Ipv6Address> address() {
        return Optional.ofNullable(address);
    }

    /** Returns the block that is routed to the host, if there is one. */
    public Optional<Ipv6Block> containerBlock() {
        return Optional.ofNullable(containerBlock);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservedHost host
                && fleet.equals(host.fleet)
                && name.equals(host.name)
                && Objects.equals(address, host.address)
                && Objects.equals(containerBlock, host.containerBlock);
    }

    @Override
    public int hashCode() {
        return Objects.hash(fleet, name, address, containerBlock);
    }

    @Override
    public String toString() {
        return "host " + name + " of fleet " + fleet;
    }

    /** Collects what a host holds. Not for use by several threads at once. */
    public static final class Builder {
        private final String fleet;
        private final String name;
        private @Nullable Ipv6Address address;
        private @Nullable Ipv6Block containerBlock;

        private Builder(String fleet, String name) {
            this.fleet = fleet;
            this.name = name;
        }

        /** Says what the host's interface holds as its own; default: nothing. */
        public Builder address(Ipv6Address address) {
            this.address = requireNonNull(address, "address");
            return this;
        }

        /** Says what the host's interface holds as its own, such as {@code 2001:db8::5}; default: nothing. */
        public Builder address(String address) {
            return address(Ipv6Address.parse(address));
        }

        /** Says what is routed to the host, such as {@code 2001:db8:0:0:1::/80}; default: nothing. */
        public Builder containerBlock(String block) {
            return containerBlock(Ipv6Block.parse(block));
        }

        /** Says what is routed to the host for its containers; default: nothing. */
        public Builder containerBlock(Ipv6Block block) {
            containerBlock = requireNonNull(block, "block");
            return this;
        }

        /** Returns the host; the builder can be used further. */
        public ObservedHost build() {
            return new ObservedHost(this);
        }
    }
}
