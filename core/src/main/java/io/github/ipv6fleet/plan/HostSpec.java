package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one host: a name, and the address and container block it is pinned to. By default the planner
 * chooses both. Immutable, safe for use by several threads.
 */
public final class HostSpec {
    private final String name;
    private final @Nullable Ipv6Address address;
    private final @Nullable Ipv6Block containers;

    private HostSpec(Builder builder) {
        name = builder.name;
        address = builder.address;
        containers = builder.containers;
    }

    /**
     * Returns a builder of a host without pins.
     *
     * @param name a host name: 1 to 63 lower-case letters, digits and inner hyphens
     */
    public static Builder builder(String name) {
        return new Builder(Names.checked("host", name));
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the address the host must get, if it is pinned. */
    public Optional<Ipv6Address> address() {
        return Optional.ofNullable(address);
    }

    /** Returns the container block the host must get, if it is pinned. */
    public Optional<Ipv6Block> containers() {
        return Optional.ofNullable(containers);
    }

    /** Collects the pins of one host. Not for use by several threads at once. */
    public static final class Builder {
        private final String name;
        private @Nullable Ipv6Address address;
        private @Nullable Ipv6Block containers;

        private Builder(String name) {
            this.name = name;
        }

        /** Pins the host's own address, such as {@code 2600:1f18:47b:ca03::1:1}; default: the planner's choice. */
        public Builder address(String address) {
            return address(Ipv6Address.parse(address));
        }

        /** Pins the host's own address; default: the planner's choice. */
        public Builder address(Ipv6Address address) {
            this.address = address;
            return this;
        }

        /** Pins the container block, such as {@code 2600:1f18:47b:ca03::8/126}; default: the planner's choice. */
        public Builder containers(String block) {
            return containers(Ipv6Block.parse(block));
        }

        /** Pins the container block; default: the planner's choice. */
        public Builder containers(Ipv6Block block) {
            this.containers = block;
            return this;
        }

        /** Returns the host; the builder can be used further. */
        public HostSpec build() {
            return new HostSpec(this);
        }
    }
}
