package io.github.ipv6fleet.net;

import static java.util.Objects.requireNonNull;

import java.util.Objects;

/**
 * A CIDR reservation of a subnet: a range from which EC2 chooses no single addresses on its own. Immutable, safe for
 * use by several threads.
 */
public final class CidrReservation {
    private final String id;
    private final Ipv6Block block;
    private final Type type;

    /** Who assigns from a reservation (EC2 API reference, CreateSubnetCidrReservation). */
    public enum Type {
        /** EC2 takes the prefixes that it chooses itself from here. */
        PREFIX,
        /** Only what is asked for by address or prefix comes from here. */
        EXPLICIT
    }

    private CidrReservation(String id, Ipv6Block block, Type type) {
        this.id = requireNonNull(id, "id");
        this.block = requireNonNull(block, "block");
        this.type = requireNonNull(type, "type");
    }

    /**
     * Returns a reservation.
     *
     * @param id such as {@code scr-0123456789abcdef0}
     * @param block the reserved range
     * @param type who assigns from it
     */
    public static CidrReservation of(String id, Ipv6Block block, Type type) {
        return new CidrReservation(id, block, type);
    }

    /** Returns the id. */
    public String id() {
        return id;
    }

    /** Returns the reserved range. */
    public Ipv6Block block() {
        return block;
    }

    /** Returns who assigns from it. */
    public Type type() {
        return type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CidrReservation reservation
                && id.equals(reservation.id)
                && block.equals(reservation.block)
                && type == reservation.type;
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, block, type);
    }

    @Override
    public String toString() {
        return id + " (" + block + ")";
    }
}
