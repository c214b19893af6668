package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.ipv6.IPv6Address;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of one host: a name, the subnet, address and container block it is pinned to, and the containers that
 * have an address of their own for good. By default the planner chooses, and no container is named. Immutable, safe for
 * use by several threads.
 */
public final class HostSpec {
    private final String name;
    private final @Nullable String subnetId;
    private final @Nullable Ipv6Address address;
    private final @Nullable Ipv6Block containers;
    private final Map<String, Optional<Ipv6Address>> namedContainers;

    private HostSpec(String name) {
        this.name = name;
        subnetId = null;
        address = null;
        containers = null;
        namedContainers = Map.of();
    }

    private HostSpec(Builder builder) {
        name = builder.name;
        subnetId = builder.subnetId;
        address = builder.address;
        containers = builder.containers;
        namedContainers = builder.namedContainers.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.namedContainers));
    }

    /**
     * Returns a builder of a host without pins.
     *
     * @param name a host name: 1 to 63 lower-case letters, digits and inner hyphens
     */
    public static Builder builder(String name) {
        return new Builder(Names.checked("host", name));
    }

    /** Returns a host of which only the name is said. */
    static HostSpec unpinned(String name) {
        return new HostSpec(Names.checked("host", name));
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the id of the subnet the host must be in, if it is pinned to one. */
    public Optional<String> subnetId() {
        return Optional.ofNullable(subnetId);
    }

    /** Returns the address the host must get, if it is pinned. */
    public Optional<Ipv6Address> address() {
        return Optional.ofNullable(address);
    }

    /** Returns the container block the host must get, if it is pinned. */
    public Optional<Ipv6Block> containers() {
        return Optional.ofNullable(containers);
    }

    /** Returns the named containers in the order in which they were added, each with its pin if it has one. */
    public Map<String, Optional<Ipv6Address>> namedContainers() {
        return namedContainers;
    }

    /** Returns a builder that holds what this host has. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.subnetId = subnetId;
        builder.address = address;
        builder.containers = containers;
        builder.namedContainers.putAll(namedContainers);
        return builder;
    }

    /** Returns the name and the pins. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("host ").append(name);
        subnetId().ifPresent(id -> text.append(" in ").append(id));
        address().ifPresent(pin -> text.append(' ').append(pin));
        containers().ifPresent(block -> text.append(" containers ").append(block));
        namedContainers.forEach((container, pin) ->
                text.append(", ").append(container).append(pin.map(a -> " " + a).orElse("")));
        return text.toString();
    }

    /** Collects the pins of one host. Not for use by several threads at once. */
    public static final class Builder {
        private final String name;
        private @Nullable String subnetId;
        private @Nullable Ipv6Address address;
        private @Nullable Ipv6Block containers;
        private final Map<String, Optional<Ipv6Address>> namedContainers = new LinkedHashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Pins the host to a subnet, for a plan of several; default: the planner's choice. */
        public Builder subnet(String id) {
            subnetId = Names.id("subnet", requireNonNull(id, "id"));
            return this;
        }

        /** Pins the host's own address, such as {@code 2600:1f18:47b:ca03::1:1}; default: the planner's choice. */
        public Builder address(String address) {
            return address(Ipv6Address.parse(address));
        }

        /** Pins the host's own address; default: the planner's choice. */
        public Builder address(Ipv6Address address) {
            this.address = requireNonNull(address, "address");
            return this;
        }

        /** Pins the host's own address; default: the planner's choice. */
        public Builder address(IPv6Address address) {
            return address(Ipv6Address.of(address));
        }

        /** Pins the container block, such as {@code 2600:1f18:47b:ca03::8/126}; default: the planner's choice. */
        public Builder containers(String block) {
            return containers(Ipv6Block.parse(block));
        }

        /** Pins the container block; default: the planner's choice. */
        public Builder containers(Ipv6Block block) {
            this.containers = requireNonNull(block, "block");
            return this;
        }

        /** Pins the container block; default: the planner's choice. */
        public Builder containers(IPv6Address block) {
            return containers(Ipv6Block.of(block));
        }

        /**
         * Names a container, which gets an address for good: the lowest that is free in the container network.
         *
         * @param name 1 to 63 lower-case letters, digits and inner hyphens
         */
        public Builder container(String name) {
            return named(name, Optional.empty());
        }

        /** Names a container and pins its address, which must be in the container network. */
        public Builder container(String name, String address) {
            requireNonNull(name, "name");
            return container(name, Ipv6Address.parse(address));
        }

        /** Names a container and pins its address, which must be in the container network. */
        public Builder container(String name, Ipv6Address address) {
            requireNonNull(name, "name");
            requireNonNull(address, "address");
            return named(name, Optional.of(address));
        }

        /** Names a container and pins its address, which must be in the container network. */
        public Builder container(String name, IPv6Address address) {
            requireNonNull(name, "name");
            return container(name, Ipv6Address.of(address));
        }

        private Builder named(String container, Optional<Ipv6Address> pin) {
            if (namedContainers.putIfAbsent(Names.checked("container", container), pin) != null) {
                throw new IllegalArgumentException(
                        "host " + name + ": container " + container + " is there twice; give each its own name");
            }
            return this;
        }

        /** Pins whatever is not pinned yet to what the host has in {@code plan}. */
        Builder keep(HostPlan plan) {
            subnetId = subnetId == null && !plan.subnetId().isEmpty() ? plan.subnetId() : subnetId;
            address = address == null ? plan.address() : address;
            containers = containers == null ? plan.containerBlock() : containers;
            namedContainers.replaceAll((container, pin) ->
                    pin.or(() -> Optional.ofNullable(plan.namedContainers().get(container))));
            return this;
        }

        /** Returns the host; the builder can be used further. */
        public HostSpec build() {
            return new HostSpec(this);
        }
    }
}
