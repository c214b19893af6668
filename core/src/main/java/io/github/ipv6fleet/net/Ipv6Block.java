package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;

/**
 * An aligned block of IPv6 addresses, such as a subnet or the /80 that EC2 delegates to a network interface. Ordered
 * by first address, the larger of two that start together first; immutable, safe for use by several threads.
 *
 * @param first the network address: all bits after the prefix are zero
 * @param prefixLength 0 to 128 bits; 128 is a block of one address
 */
public record Ipv6Block(Ipv6Address first, int prefixLength) implements Comparable<Ipv6Block> {
    /** The length of an IPv6 address, in bits. */
    public static final int BITS = 128;

    /** Checks that the prefix length is one and that no host bit is set. */
    public Ipv6Block {
        requireNonNull(first, "first");
        if (prefixLength < 0 || prefixLength > 128) {
            throw new InvalidAddressException(
                    first + "/" + prefixLength, "prefix length must be 0 to 128 bits", "write it as 2001:db8::/80");
        }
        if (!startsAt(first, prefixLength, first)) {
            Ipv6Address network = masked(first, prefixLength);
            throw new InvalidAddressException(
                    first + "/" + prefixLength,
                    "host bits are set",
                    "did you mean " + network + "/" + prefixLength + "?");
        }
    }

    /**
     * Reads a block in CIDR notation, such as {@code 2600:1f18:47b:ca03::8/126}. Strict as {@link Ipv6Address#parse},
     * and the prefix length must be there.
     *
     * @throws InvalidAddressException if {@code cidr} is not an aligned IPv6 block; the message names the remedy
     */
    public static Ipv6Block parse(String cidr) {
        IPAddress address = Ipv6Text.read(requireNonNull(cidr, "cidr"));
        if (address == null) {
            throw new InvalidAddressException(cidr, Ipv6Text.problem(cidr, "IPv6 block"), "write it as 2001:db8::/80");
        }
        Integer bits = address.getNetworkPrefixLength();
        if (bits == null) {
            throw new InvalidAddressException(
                    cidr, "a block needs a prefix length", "write it as " + cidr + "/128 if one address is meant");
        }
        // Lower first: "::9/126" reads as one address with a prefix length, "::8/126" as the whole block.
        return new Ipv6Block(Ipv6Address.of(address.toIPv6().getLower().withoutPrefixLength()), bits);
    }

    /**
     * Converts from IPAddress.
     *
     * @throws InvalidAddressException if {@code block} has no prefix length or is not the whole block
     */
    public static Ipv6Block of(IPv6Address block) {
        return parse(requireNonNull(block, "block").toCanonicalString());
    }

    /** Returns the last address. */
    public Ipv6Address last() {
        return new Ipv6Address(first.high() | ~highMask(prefixLength), first.low() | ~lowMask(prefixLength));
    }

    /** Returns whether {@code address} is one of the block. */
    public boolean contains(Ipv6Address address) {
        return startsAt(first, prefixLength, requireNonNull(address, "address"));
    }

    /** Returns whether all of {@code other} is in this block. */
    public boolean contains(Ipv6Block other) {
        return requireNonNull(other, "other").prefixLength >= prefixLength && contains(other.first);
    }

    /** Returns whether at least one address is in both. */
    public boolean overlaps(Ipv6Block other) {
        return contains(other) || other.contains(this);
    }

    /** Returns the block of that size whose addresses include {@code address}. */
    public static Ipv6Block around(Ipv6Address address, int prefixLength) {
        return new Ipv6Block(masked(requireNonNull(address, "address"), prefixLength), prefixLength);
    }

    /**
     * Returns one of the equal parts of this block.
     *
     * @param bits prefix length of a part, at most 63 more than that of this block
     * @param index which part, from 0
     */
    public Ipv6Block part(int bits, long index) {
        int more = bits - prefixLength;
        if (more < 0 || more > 63 || bits > 128 || index < 0 || index >>> more != 0) {
            throw new IllegalArgumentException(this + " has no part " + index + " of size /" + bits
                    + "; parts are numbered from 0 and at most 2^63 times smaller");
        }
        int shift = 128 - bits;
        long high = first.high() | (shift >= 64 ? index << (shift - 64) : shift == 0 ? 0 : index >>> (64 - shift));
        long low = shift >= 64 ? first.low() : first.low() | index << shift;
        return new Ipv6Block(new Ipv6Address(high, low), bits);
    }

    /** Returns the number of addresses, a power of two. */
    public BigInteger size() {
        return BigInteger.ONE.shiftLeft(128 - prefixLength);
    }

    /** Converts to IPAddress: the block with its prefix length. */
    public IPv6Address toIPAddress() {
        return first.toIPAddress().setPrefixLength(prefixLength, false).toPrefixBlock();
    }

    @Override
    public int compareTo(Ipv6Block other) {
        int order = first.compareTo(other.first);
        return order != 0 ? order : Integer.compare(prefixLength, other.prefixLength);
    }

    /** Returns the CIDR notation with the canonical address of RFC 5952; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return first + "/" + prefixLength;
    }

    /** Whether the block around {@code address} starts at {@code first}. */
    private static boolean startsAt(Ipv6Address first, int bits, Ipv6Address address) {
        return (address.high() & highMask(bits)) == first.high() && (address.low() & lowMask(bits)) == first.low();
    }

    private static Ipv6Address masked(Ipv6Address address, int bits) {
        return new Ipv6Address(address.high() & highMask(bits), address.low() & lowMask(bits));
    }

    /** A shift by 64 is a shift by 0 in Java, so the empty mask is its own case. */
    private static long highMask(int bits) {
        return bits >= 64 ? -1L : bits == 0 ? 0 : -1L << (64 - bits);
    }

    private static long lowMask(int bits) {
        return bits <= 64 ? 0 : -1L << (128 - bits);
    }
}
