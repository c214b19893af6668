package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Objects;

/**
 * Where the container block of a host comes from. The default is {@link #plannedPrefix()}. Immutable, safe for use by
 * several threads.
 */
public final class BlockSource {
    /** What EC2 delegates to an interface (Amazon EC2 User Guide, "Prefix delegation"). */
    static final int DELEGATED_BITS = 80;

    /** A /127 leaves no container an address: the network address and the bridge take both. */
    static final int SMALLEST_BITS = 126;

    private static final int LARGEST_RUN_BITS = 96;

    /** Leaves the host a /112 of its own, and 65,534 containers one address each. */
    private static final int NETWORK_BITS = 112;

    private enum Kind {
        ADDRESS_RUN,
        PLANNED_PREFIX,
        CHOSEN_BY_EC2
    }

    private static final BlockSource PLANNED_PREFIX =
            new BlockSource(Kind.PLANNED_PREFIX, DELEGATED_BITS, NETWORK_BITS);
    private static final BlockSource CHOSEN_BY_EC2 = new BlockSource(Kind.CHOSEN_BY_EC2, DELEGATED_BITS, NETWORK_BITS);

    private final Kind kind;
    private final int prefixLength;
    private final int networkBits;

    private BlockSource(Kind kind, int prefixLength, int networkBits) {
        this.kind = kind;
        this.prefixLength = prefixLength;
        this.networkBits = networkBits;
    }

    /** Returns the source that delegates to each host a /80 which the planner chooses. Nitro types only. */
    public static BlockSource plannedPrefix() {
        return PLANNED_PREFIX;
    }

    /**
     * Returns the source that lets EC2 choose the /80 of each host: one call launches up to a hundred, none has an address
     * before it is there, and each is at {@code P::1} of its own block. Nitro types only. Nobody has shown yet on
     * EC2 that a host with a prefix and no address reaches the world.
     */
    @Experimental
    public static BlockSource chosenByEc2() {
        return CHOSEN_BY_EC2;
    }

    /**
     * Returns the source that gives each host single addresses which together form an aligned block, as in the
     * procedure of 2018. Each counts against the quota of the instance type.
     *
     * @param prefixLength 96 to 126 bits; 126 is four addresses, two of them for containers
     */
    public static BlockSource addressRun(int prefixLength) {
        if (!canBeRun(prefixLength)) {
            throw new IllegalArgumentException("address run of /" + prefixLength + ": must be /" + LARGEST_RUN_BITS
                    + " to /" + SMALLEST_BITS + "; a /126 gives two containers an address, a /125 six");
        }
        return new BlockSource(Kind.ADDRESS_RUN, prefixLength, prefixLength);
    }

    /**
     * Returns this source with a container network of another size. Of a delegated /80 the engine gets the second
     * part of that size; default: /112. The network of an address run is the whole run.
     *
     * @param bits 81 to 126
     */
    public BlockSource containerNetwork(int bits) {
        if (isAddressRun()) {
            throw new IllegalArgumentException("container network of /" + bits + " in an " + this
                    + ": the network of an address run is the whole run; leave this away, or use plannedPrefix()");
        }
        if (bits <= DELEGATED_BITS || bits > SMALLEST_BITS) {
            throw new IllegalArgumentException("container network of /" + bits + ": must be /" + (DELEGATED_BITS + 1)
                    + " to /" + SMALLEST_BITS + ", the second such part of a /" + DELEGATED_BITS);
        }
        return new BlockSource(kind, prefixLength, bits);
    }

    /** Returns this source with the network that a block has, if it can have it. */
    BlockSource withNetwork(Ipv6Block network, Ipv6Block block) {
        return isAddressRun() && network.equals(block) ? this : containerNetwork(network.prefixLength());
    }

    static boolean canBeRun(int prefixLength) {
        return prefixLength >= LARGEST_RUN_BITS && prefixLength <= SMALLEST_BITS;
    }

    /** Returns the source that {@code block} is from: a /80 is taken as delegated, any other as an address run. */
    public static BlockSource of(Ipv6Block block) {
        requireNonNull(block, "block");
        return block.prefixLength() == DELEGATED_BITS ? PLANNED_PREFIX : addressRun(block.prefixLength());
    }

    /** Returns whether blocks are made of single addresses. */
    public boolean isAddressRun() {
        return kind == Kind.ADDRESS_RUN;
    }

    /** Returns whether EC2 chooses the blocks, so that there is nothing to plan before hosts are launched. */
    public boolean isChosenByEc2() {
        return kind == Kind.CHOSEN_BY_EC2;
    }

    /** Returns the size of each block: its prefix length in bits. */
    public int prefixLength() {
        return prefixLength;
    }

    /** Returns how many of an interface's IPv6 addresses one block uses up; a prefix counts as one. */
    public long quotaNeeded() {
        return isAddressRun() ? 1L << (Ipv6Block.BITS - prefixLength) : 1;
    }

    /**
     * Returns how many of an interface's IPv6 addresses a host uses up: its own and its block, or the block alone where EC2
     * chooses it, as the host is in it.
     */
    public long quotaOfHost() {
        return isChosenByEc2() ? quotaNeeded() : 1 + quotaNeeded();
    }

    /** Returns the address that a host has in a block which EC2 chose: the first after the network's. */
    static Ipv6Address hostAddressIn(Ipv6Block block) {
        return block.first().plus(1);
    }

    /**
     * Returns how many containers of a host can have an address: all of the network but its own and the bridge's.
     */
    public long capacity() {
        return ContainerAddresses.capacity(networkBits);
    }

    /**
     * Returns the part of {@code block} that the engine gets: of a delegated /80 the second /112, so that engines of
     * every version number containers in sequence and the host keeps the first; of an address run all of it.
     */
    Ipv6Block containerNetworkIn(Ipv6Block block) {
        return isAddressRun() ? block : block.part(networkBits, 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockSource source
                && kind == source.kind
                && prefixLength == source.prefixLength
                && networkBits == source.networkBits;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, prefixLength, networkBits);
    }

    /** Returns such as {@code address run of /126}, {@code delegated /80} or {@code delegated /80 of EC2's choice}. */
    @Override
    public String toString() {
        return (isAddressRun() ? "address run of /" : "delegated /")
                + prefixLength
                + (isChosenByEc2() ? " of EC2's choice" : "");
    }
}
