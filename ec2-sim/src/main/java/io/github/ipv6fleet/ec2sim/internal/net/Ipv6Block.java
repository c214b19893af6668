package io.github.ipv6fleet.ec2sim.internal.net;

import org.jspecify.annotations.Nullable;

/** An aligned block of IPv6 addresses; a single address is a block of length 128. */
public record Ipv6Block(Ipv6 first, int length) {

    /** Returns the block of this length that holds the address. */
    public static Ipv6Block around(Ipv6 address, int length) {
        return new Ipv6Block(new Ipv6(address.high() & highMask(length), address.low() & lowMask(length)), length);
    }

    /** Returns the block that holds this address alone. */
    public static Ipv6Block single(Ipv6 address) {
        return new Ipv6Block(address, 128);
    }

    /** Reads CIDR notation. Returns null if it is none, or if host bits are set. */
    public static @Nullable Ipv6Block parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0 || !cidr.substring(slash + 1).matches("0|[1-9][0-9]{0,2}")) {
            return null;
        }
        Ipv6 address = Ipv6.parse(cidr.substring(0, slash));
        int length = Integer.parseInt(cidr.substring(slash + 1));
        if (address == null || length > 128) {
            return null;
        }
        Ipv6Block block = around(address, length);
        return block.first.equals(address) ? block : null;
    }

    /** Returns the highest address. */
    public Ipv6 last() {
        return new Ipv6(first.high() | ~highMask(length), first.low() | ~lowMask(length));
    }

    /** Returns whether every address of {@code other} is in this block. */
    public boolean contains(Ipv6Block other) {
        return other.length >= length && around(other.first, length).equals(this);
    }

    /** Returns whether at least one address is in both blocks. */
    public boolean overlaps(Ipv6Block other) {
        return contains(other) || other.contains(this);
    }

    private static long highMask(int length) {
        return length == 0 ? 0 : -1L << Math.max(0, 64 - length);
    }

    private static long lowMask(int length) {
        return length <= 64 ? 0 : -1L << (128 - length);
    }

    /** Returns CIDR notation with all eight groups of the address. */
    public String longText() {
        return first.longText() + "/" + length;
    }

    @Override
    public String toString() {
        return first + "/" + length;
    }
}
