package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.plan.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What kind of host is rendered. By default Ubuntu 24.04 with Docker 29 from Docker's repository, only published
 * ports open, the metadata service closed to containers, the uplink found by its driver {@code ena}, and no containers.
 * Immutable, safe for use by several threads.
 */
public final class HostProfile {
    /** Every default. */
    public static final HostProfile DEFAULT = builder().build();

    /** RFC 8200, 5. */
    private static final int LEAST_MTU = 1280;

    /** Amazon EC2 User Guide, "Network maximum transmission unit (MTU) for your EC2 instance". */
    private static final int LARGEST_MTU = 9001;

    private final OperatingSystem operatingSystem;
    private final @Nullable DockerEngine chosenEngine;
    private final @Nullable EngineSource chosenSource;
    private final Exposure exposure;
    private final boolean metadataForContainers;
    private final UplinkMatch uplink;
    private final List<Container> containers;
    private final OptionalInt mtu;
    private final boolean ipv4;

    private HostProfile(Builder builder) {
        operatingSystem = builder.operatingSystem;
        chosenEngine = builder.engine;
        chosenSource = builder.engineSource;
        exposure = builder.exposure;
        metadataForContainers = builder.metadataForContainers;
        uplink = builder.uplink;
        containers = List.copyOf(builder.containers);
        mtu = builder.mtu;
        ipv4 = builder.ipv4;
    }

    /** Returns a builder with every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the operating system. */
    public OperatingSystem operatingSystem() {
        return operatingSystem;
    }

    /** Returns the engine, the newest where the host may find one of several. */
    public DockerEngine engine() {
        List<DockerEngine> all = engines();
        return all.get(all.size() - 1);
    }

    /**
     * Returns the engines that the host's files are for, the oldest first: the one that was named, else the default;
     * or, where the source decides, every known one that can have the exposure. The host then takes the recipe of the
     * engine that it finds.
     */
    public List<DockerEngine> engines() {
        if (chosenEngine != null) {
            return List.of(chosenEngine);
        }
        if (chosenSource == null || !chosenSource.decidesEngine()) {
            return List.of(DockerEngine.DEFAULT);
        }
        return DockerEngine.known().stream()
                .filter(engine -> ProfileCheck.fits(exposure, engine))
                .toList();
    }

    /** Returns where the engine comes from. */
    public EngineSource engineSource() {
        if (chosenSource != null) {
            return chosenSource;
        }
        return EngineSource.dockerBuilds(engine(), operatingSystem)
                ? EngineSource.dockerRepository()
                : EngineSource.onImage();
    }

    /** Returns what of a container can be reached from outside. */
    public Exposure exposure() {
        return exposure;
    }

    /** Returns whether containers can reach the metadata service of the host. */
    public boolean metadataForContainers() {
        return metadataForContainers;
    }

    /** Returns how the host finds its network interface. */
    public UplinkMatch uplink() {
        return uplink;
    }

    /** Returns the containers that every host starts, in the order in which they were added. */
    public List<Container> containers() {
        return containers;
    }

    /**
     * Returns the names of those of {@link #containers()} that have an address for good, in their order: the lowest
     * addresses of the container network are theirs. All have one but those that take the next address that is free; on
     * {@code docker0}, where an address cannot be asked for, none has.
     */
    public List<String> pinnedContainers() {
        return containers.stream()
                .filter(container -> !container.takesNextAddress() && !usesDocker0())
                .map(Container::name)
                .toList();
    }

    /** Returns the bytes that a packet on the uplink may have; empty if that is what EC2 says by DHCP (9001). */
    public OptionalInt mtu() {
        return mtu;
    }

    /** Returns whether the host itself asks for a private IPv4 address. */
    public boolean ipv4() {
        return ipv4;
    }

    /** Returns whether containers are on {@code docker0}, as in 2018, and not on a network of their own. */
    public boolean usesDocker0() {
        return exposure == Exposure.OPEN_DOCKER0_2018;
    }

    /** Returns what to say in {@code docker run --network}: {@code ipv6fleet}, or {@code bridge} on docker0. */
    public String networkName() {
        return usesDocker0() ? "bridge" : "ipv6fleet";
    }

    /** Returns a builder that holds this profile's values. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.operatingSystem = operatingSystem;
        builder.engine = chosenEngine;
        builder.engineSource = chosenSource;
        builder.exposure = exposure;
        builder.metadataForContainers = metadataForContainers;
        builder.uplink = uplink;
        builder.containers.addAll(containers);
        builder.mtu = mtu;
        builder.ipv4 = ipv4;
        return builder;
    }

    /** Returns such as {@code Ubuntu 24.04, Docker 29 from Docker's repository, PUBLISHED, uplink driver ena}. */
    @Override
    public String toString() {
        String engine = engines().size() == 1 ? engine().toString() : "any Docker";
        String names = containers.stream().map(Container::name).collect(Collectors.joining(" "));
        return operatingSystem + ", " + engine + " from " + engineSource() + ", " + exposure
                + (metadataForContainers ? ", metadata for containers" : "") + ", uplink " + uplink
                + (names.isEmpty() ? "" : ", containers " + names);
    }

    /** Collects what kind of host it is. Not for use by several threads at once. */
    public static final class Builder {
        private OperatingSystem operatingSystem = OperatingSystem.UBUNTU_24_04;
        private @Nullable DockerEngine engine;
        private @Nullable EngineSource engineSource;
        private Exposure exposure = Exposure.PUBLISHED;
        private boolean metadataForContainers;
        private UplinkMatch uplink = UplinkMatch.DEFAULT;
        private final List<Container> containers = new ArrayList<>();
        private OptionalInt mtu = OptionalInt.empty();
        private boolean ipv4 = true;

        private Builder() {}

        /** Says the operating system; default Ubuntu 24.04. */
        public Builder operatingSystem(OperatingSystem operatingSystem) {
            this.operatingSystem = requireNonNull(operatingSystem, "operatingSystem");
            return this;
        }

        /**
         * Says the engine; default 29, or whatever known one is there where the source decides. A host that finds
         * another says so and goes no further.
         */
        public Builder engine(DockerEngine engine) {
            this.engine = requireNonNull(engine, "engine");
            return this;
        }

        /** Says where the engine comes from; default: Docker's repository where it has the version, else the image. */
        public Builder engineSource(EngineSource engineSource) {
            this.engineSource = requireNonNull(engineSource, "engineSource");
            return this;
        }

        /** Says what of a container can be reached from outside; default: what it publishes. */
        public Builder exposure(Exposure exposure) {
            this.exposure = requireNonNull(exposure, "exposure");
            return this;
        }

        /**
         * Says whether containers can reach the metadata service; default false, as it hands out the credentials of
         * the host's role. Where it is true the instance's hop limit must be 2 or more besides. A container that
         * shares the host's network ({@code --network host}) reaches it in any case.
         */
        public Builder metadataForContainers(boolean reachable) {
            this.metadataForContainers = reachable;
            return this;
        }

        /** Says how the host finds its network interface; default: by the driver {@code ena}. */
        public Builder uplink(UplinkMatch uplink) {
            this.uplink = requireNonNull(uplink, "uplink");
            return this;
        }

        /** Adds a container that every host starts; default: none. A plan that names it has its address, for good. */
        public Builder container(Container container) {
            containers.add(requireNonNull(container, "container"));
            return this;
        }

        /**
         * Says how many bytes a packet may have, on the uplink and on the container network. Default: on the uplink
         * what EC2 says by DHCP, 9001 within a VPC; in containers the engine's 1500, which goes everywhere.
         *
         * @param bytes 1280, the least that IPv6 needs, to 9001
         */
        public Builder mtu(int bytes) {
            if (bytes < LEAST_MTU || bytes > LARGEST_MTU) {
                throw new IllegalArgumentException("MTU " + bytes + ": must be " + LEAST_MTU + " to " + LARGEST_MTU
                        + " bytes; 1500 goes everywhere, 9001 within a VPC");
            }
            mtu = OptionalInt.of(bytes);
            return this;
        }

        /**
         * Says whether the host itself asks for a private IPv4 address; default yes. Without, it asks Amazon's
         * resolver over IPv6 for names, and does not wait for DHCP. Say no in a subnet that has IPv6 only.
         */
        public Builder ipv4(boolean wanted) {
            ipv4 = wanted;
            return this;
        }

        /**
         * Returns the profile; the builder can be used further.
         *
         * @throws PlanException if parts do not go together; it lists every problem with its remedy
         */
        public HostProfile build() {
            HostProfile profile = new HostProfile(this);
            ProfileCheck.check(profile);
            return profile;
        }
    }
}
