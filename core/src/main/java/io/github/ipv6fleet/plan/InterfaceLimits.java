package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

/**
 * What EC2 allows the primary network interface of an instance type. Immutable, safe for use by several threads.
 */
public final class InterfaceLimits {
    private final String instanceType;
    private final int ipv6Addresses;
    private final boolean nitro;

    private InterfaceLimits(String instanceType, int ipv6Addresses, boolean nitro) {
        this.instanceType = instanceType;
        this.ipv6Addresses = ipv6Addresses;
        this.nitro = nitro;
    }

    /**
     * Returns the limits of a type, as DescribeInstanceTypes says them.
     *
     * @param instanceType such as {@code r5d.large}
     * @param ipv6Addresses IPv6 addresses and prefixes per interface, together; 0 for a type without IPv6
     * @param nitro whether it is built on the Nitro system, which alone can have prefixes
     */
    public static InterfaceLimits of(String instanceType, int ipv6Addresses, boolean nitro) {
        Names.id("instance type", requireNonNull(instanceType, "instanceType"));
        if (ipv6Addresses < 0) {
            throw new IllegalArgumentException(
                    instanceType + " with " + ipv6Addresses + " IPv6 addresses; give 0 for a type without IPv6");
        }
        return new InterfaceLimits(instanceType, ipv6Addresses, nitro);
    }

    /** Returns the instance type. */
    public String instanceType() {
        return instanceType;
    }

    /** Returns how many IPv6 addresses and prefixes one interface can have, together. */
    public int ipv6Addresses() {
        return ipv6Addresses;
    }

    /** Returns whether an interface can have prefixes. */
    public boolean nitro() {
        return nitro;
    }

    /**
     * Returns whether an interface can have a host's own address and a container block from {@code source}. A prefix
     * counts as one address, and only Nitro types can have one.
     */
    public boolean carries(BlockSource source) {
        requireNonNull(source, "source");
        return ipv6Addresses >= source.quotaOfHost() && (source.isAddressRun() || nitro);
    }

    @Override
    public String toString() {
        return instanceType + " (" + ipv6Addresses + " IPv6 addresses per interface" + (nitro ? ", Nitro)" : ")");
    }
}
