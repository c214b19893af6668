package io.github.ipv6fleet.net;

import java.util.Objects;

/**
 * A CIDR reservation of a subnet: a range from which EC2 chooses no single addresses on its own. Immutable.
 *
 * @param id such as {@code scr-0123456789abcdef0}
 * @param block the reserved range
 * @param type who assigns from it
 */
public record CidrReservation(String id, Ipv6Block block, Type type) {

    /** Who assigns from a reservation (EC2 API reference, CreateSubnetCidrReservation). */
    public enum Type {
        /** EC2 takes the prefixes that it chooses itself from here. */
        PREFIX,
        /** Only what is asked for by address or prefix comes from here. */
        EXPLICIT
    }

    /** Checks that nothing is missing. */
    public CidrReservation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(type, "type");
    }

    @Override
    public String toString() {
        return id + " (" + block + ")";
    }
}
