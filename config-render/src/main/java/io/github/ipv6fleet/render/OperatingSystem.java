package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A release of an operating system that hosts run. The default is {@link #UBUNTU_24_04}; another one that has apt,
 * systemd, cloud-init and so Python 3 is {@link #builder} away. Immutable, safe for use by several threads.
 */
public final class OperatingSystem {
    // First of all: the releases below are checked by them.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]{0,39}");

    /** Ubuntu Server 24.04 LTS, as Canonical's image for EC2 comes. */
    public static final OperatingSystem UBUNTU_24_04 = Ubuntu2404.system();

    /** Ubuntu Server 26.04 LTS, as Canonical's image for EC2 comes. */
    public static final OperatingSystem UBUNTU_26_04 = Ubuntu2604.system();

    /** Debian 12, as Debian's image for EC2 comes. */
    public static final OperatingSystem DEBIAN_12 = Debian12.system();

    /** Debian 13, as Debian's image for EC2 comes. */
    public static final OperatingSystem DEBIAN_13 = Debian13.system();

    private final String name;
    private final String distribution;
    private final String codename;
    private final NetworkStack networkStack;
    private final @Nullable DockerEngine ownEngine;

    private OperatingSystem(Builder builder) {
        name = builder.name;
        distribution = builder.distribution;
        codename = builder.codename;
        networkStack = builder.networkStack;
        ownEngine = builder.ownEngine;
    }

    /**
     * Returns a builder of a release that is not named here.
     *
     * @param name such as {@code Ubuntu 24.04}
     * @param distribution as Docker's repository names it: {@code ubuntu} or {@code debian}
     * @param codename of the release, such as {@code noble}
     */
    public static Builder builder(String name, String distribution, String codename) {
        requireNonNull(name, "name");
        requireNonNull(distribution, "distribution");
        requireNonNull(codename, "codename");
        return new Builder(
                checked("operating system", name, NAME, "Ubuntu 24.04"),
                checked("distribution", distribution, WORD, "ubuntu"),
                checked("codename", codename, WORD, "noble"));
    }

    private static String checked(String what, String value, Pattern pattern, String example) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    what + " \"" + Shown.of(value) + "\": is not the name of one; write it as " + example);
        }
        return value;
    }

    /** Returns the name with the release, such as {@code Ubuntu 24.04}. */
    public String name() {
        return name;
    }

    /** Returns the family as Docker's repository names it: {@code ubuntu} or {@code debian}. */
    public String distribution() {
        return distribution;
    }

    /** Returns the release as apt repositories name their suites, such as {@code noble}. */
    public String codename() {
        return codename;
    }

    /** Returns which files the network is taken from. */
    public NetworkStack networkStack() {
        return networkStack;
    }

    /** Returns the engine that the system's own archive has as {@code docker.io}; empty where that is not fixed. */
    public Optional<DockerEngine> ownEngine() {
        return Optional.ofNullable(ownEngine);
    }

    /** Returns a builder that holds this release's values. */
    public Builder toBuilder() {
        Builder builder = new Builder(name, distribution, codename).networkStack(networkStack);
        builder.ownEngine = ownEngine;
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperatingSystem system
                && name.equals(system.name)
                && distribution.equals(system.distribution)
                && codename.equals(system.codename)
                && networkStack == system.networkStack
                && Objects.equals(ownEngine, system.ownEngine);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, distribution, codename);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects what a release is like. Not for use by several threads at once. */
    public static final class Builder {
        private final String name;
        private final String distribution;
        private final String codename;
        private NetworkStack networkStack = NetworkStack.NETWORKD;
        private @Nullable DockerEngine ownEngine;

        private Builder(String name, String distribution, String codename) {
            this.name = name;
            this.distribution = distribution;
            this.codename = codename;
        }

        /** Says which files the network is taken from; default systemd-networkd's own, which also beat netplan's. */
        public Builder networkStack(NetworkStack networkStack) {
            this.networkStack = requireNonNull(networkStack, "networkStack");
            return this;
        }

        /** Says which engine the system's own archive has as {@code docker.io}; default: not known, or not fixed. */
        public Builder ownEngine(DockerEngine ownEngine) {
            this.ownEngine = requireNonNull(ownEngine, "ownEngine");
            return this;
        }

        /** Returns the release; the builder can be used further. */
        public OperatingSystem build() {
            return new OperatingSystem(this);
        }
    }
}
