package io.github.ipv6fleet.ec2sim.internal.net;

import org.jspecify.annotations.Nullable;

/** An aligned block of IPv4 addresses; addresses are unsigned 32-bit numbers in a long. */
public record Ipv4Block(long first, int length) {

    /** Reads CIDR notation. Returns null if it is none, or if host bits are set. */
    public static @Nullable Ipv4Block parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0 || !cidr.substring(slash + 1).matches("0|[1-9][0-9]?")) {
            return null;
        }
        Long address = parseAddress(cidr.substring(0, slash));
        int length = Integer.parseInt(cidr.substring(slash + 1));
        if (address == null || length > 32) {
            return null;
        }
        Ipv4Block block = new Ipv4Block(address, length);
        return address % block.size() == 0 ? block : null;
    }

    /** Reads dotted notation. Returns null if it is none. */
    public static @Nullable Long parseAddress(String text) {
        if (!text.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}")) {
            return null;
        }
        long address = 0;
        for (String part : text.split("\\.", -1)) {
            int value = Integer.parseInt(part);
            if (value > 255 || !part.equals(Integer.toString(value))) { // a leading zero means octal to some readers
                return null;
            }
            address = address << 8 | value;
        }
        return address;
    }

    /** Writes an address in dotted notation. */
    public static String text(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    /** Returns the number of addresses. */
    public long size() {
        return 1L << (32 - length);
    }

    /** Returns whether the address is in this block. */
    public boolean contains(long address) {
        return address >= first && address < first + size();
    }

    /** Returns whether every address of {@code other} is in this block. */
    public boolean contains(Ipv4Block other) {
        return other.length >= length && contains(other.first);
    }

    /** Returns whether at least one address is in both blocks. */
    public boolean overlaps(Ipv4Block other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public String toString() {
        return text(first) + "/" + length;
    }
}
