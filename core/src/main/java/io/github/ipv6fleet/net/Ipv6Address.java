package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * One IPv6 address. Ordered as an unsigned 128-bit number; immutable, safe for use by several threads.
 *
 * @param high bits 0 to 63, the first four groups of the text form
 * @param low bits 64 to 127
 */
public record Ipv6Address(long high, long low) implements Comparable<Ipv6Address> {

    /**
     * Reads one address such as {@code 2600:1f18:47b:ca03::1:1}. Strict: no zone, prefix length, range, wildcard,
     * embedded IPv4 or white space.
     *
     * @throws InvalidAddressException if {@code text} is anything else; the message names the remedy
     */
    public static Ipv6Address parse(String text) {
        IPAddress address = Ipv6Text.read(requireNonNull(text, "text"));
        if (address == null) {
            throw new InvalidAddressException(text, Ipv6Text.problem(text, "IPv6 address"), "write one as 2001:db8::1");
        }
        if (address.isPrefixed()) {
            String alone = address.withoutPrefixLength().getLower().toCanonicalString();
            throw new InvalidAddressException(
                    text, "a prefix length makes this a block", "for the address alone write " + alone);
        }
        return of(address.toIPv6());
    }

    /**
     * Converts from IPAddress.
     *
     * @throws InvalidAddressException if {@code address} stands for more than one address, or has a zone
     */
    public static Ipv6Address of(IPv6Address address) {
        if (requireNonNull(address, "address").isMultiple() || address.hasZone()) {
            throw new InvalidAddressException(
                    address.toCanonicalString(), "a range, block or zone is not one address", "take one of it");
        }
        return ofBytes(address.getBytes());
    }

    /** Converts from the JDK's type; a scope, which has no meaning outside this machine, is dropped. */
    public static Ipv6Address of(Inet6Address address) {
        return ofBytes(requireNonNull(address, "address").getAddress());
    }

    private static Ipv6Address ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Ipv6Address(buffer.getLong(), buffer.getLong());
    }

    /**
     * Returns the address that many places further.
     *
     * @param offset not negative
     * @throws ArithmeticException beyond the last of all addresses
     */
    public Ipv6Address plus(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset + " is negative; only counting up is supported");
        }
        long sum = low + offset;
        boolean carry = Long.compareUnsigned(sum, low) < 0;
        if (carry && high == -1L) {
            throw new ArithmeticException(this + " plus " + offset + " is beyond the last IPv6 address");
        }
        return new Ipv6Address(carry ? high + 1 : high, sum);
    }

    /** Converts to IPAddress; the result has no prefix length. */
    public IPv6Address toIPAddress() {
        return new IPv6Address(toBytes());
    }

    /** Converts to the JDK's type, without a scope. */
    public Inet6Address toInet6Address() {
        try {
            return Inet6Address.getByAddress(null, toBytes(), -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen bytes are always an IPv6 address", e);
        }
    }

    private byte[] toBytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    @Override
    public int compareTo(Ipv6Address other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** Returns the canonical text of RFC 5952; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return Ipv6Text.write(high, low);
    }
}
