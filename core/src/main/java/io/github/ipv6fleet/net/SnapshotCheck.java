package io.github.ipv6fleet.net;

import io.github.ipv6fleet.text.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds what was said of a subnet and cannot be so. It is told itself what is in use twice, and not by a lambda, which a
 * fresh JVM would wait for.
 */
final class SnapshotCheck implements BiConsumer<Ipv6Address, Ipv6Address> {
    /** Looking up a holder reads all holdings; whoever said everything twice sees why without them. */
    private static final int NAMED = 1000;

    private final String id;
    private final Ipv6Block block;
    private final List<SubnetSnapshot.Holding> holdings;
    private final List<String> problems = new ArrayList<>();

    SnapshotCheck(String id, Ipv6Block block, List<SubnetSnapshot.Holding> holdings) {
        this.id = Shown.of(id);
        this.block = block;
        this.holdings = holdings;
    }

    @Override
    public void accept(Ipv6Address first, Ipv6Address last) {
        problems.add(id + ": " + range(first, last) + " is in use twice" + holders(first, last)
                + "; EC2 gives an address to one interface only, so say it once");
    }

    void foreign(Ipv6AddressSet inUse) {
        if (inUse.isEmpty() || (block.contains(inUse.first(0)) && block.contains(inUse.last(inUse.ranges() - 1)))) {
            return;
        }
        inUse.forEachRange((first, last) -> {
            if (!block.contains(first) || !block.contains(last)) {
                problems.add(id + ": " + range(first, last) + " is in use" + holders(first, last)
                        + ", but not in the subnet's block " + block + "; say it of the subnet that it is in");
            }
        });
    }

    void hosts(List<ObservedHost> hosts) {
        Set<String> names = new HashSet<>();
        for (ObservedHost host : hosts) {
            if (!names.add(host.toString())) {
                problems.add(id + ": " + Shown.of(host.toString())
                        + " is there twice; terminate the one that is not wanted, or say it once");
            }
        }
    }

    void reservations(List<CidrReservation> reservations) {
        if (reservations.isEmpty()) {
            return;
        }
        List<CidrReservation> sorted = new ArrayList<>(reservations);
        sorted.sort(Comparator.comparing(CidrReservation::block));
        CidrReservation before = null;
        for (CidrReservation reservation : sorted) {
            if (!block.contains(reservation.block())) {
                problems.add(id + ": reservation " + Shown.of(reservation.toString()) + " is not in the subnet's block "
                        + block + "; say it of the subnet that it is in");
            }
            if (before != null && before.block().overlaps(reservation.block())) {
                problems.add(id + ": reservations " + Shown.of(before.toString()) + " and "
                        + Shown.of(reservation.toString()) + " overlap, which EC2 does not allow; say each once");
            } else {
                before = reservation;
            }
        }
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidSnapshotException(problems);
        }
    }

    private static String range(Ipv6Address first, Ipv6Address last) {
        return first.equals(last) ? first.toString() : first + "-" + last;
    }

    /** Who holds it, as far as that was said; looked up only when something is wrong. */
    private String holders(Ipv6Address first, Ipv6Address last) {
        if (problems.size() >= NAMED) {
            return "";
        }
        Set<String> names = new LinkedHashSet<>();
        for (SubnetSnapshot.Holding held : holdings) {
            if (held.block().first().compareTo(last) <= 0 && held.block().last().compareTo(first) >= 0) {
                names.add(Shown.of(held.holder()));
            }
        }
        return names.isEmpty() ? "" : " by " + String.join(" and ", names);
    }
}
