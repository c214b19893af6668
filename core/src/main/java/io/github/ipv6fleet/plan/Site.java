package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.CidrReservation;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subnet while a fleet is planned: where in it the fleet may lie, and what is taken from there. */
final class Site {
    private final SubnetSnapshot subnet;
    private final FleetSpec spec;

    /** The part of the subnet that is in the fleet's window; null if none is. */
    private final @Nullable Ipv6Block window;

    /** What is taken here beside what is in use, which is much, and in order already. */
    private final Ipv6AddressSet.Builder kept = Ipv6AddressSet.builder();

    private final Ipv6AddressSet fenced;

    private @Nullable Space space;
    private int hosts;
    private int placed;
    private int plannedBlocks;

    /** The address of a host for which there was no block: the next one gets it. */
    private @Nullable Ipv6Address spare;

    private boolean full;

    Site(SubnetSnapshot subnet, FleetSpec spec) {
        this.subnet = subnet;
        this.spec = spec;
        window = windowIn(subnet.block(), spec.window());
        full = window == null;
        kept.add(subnet.reservedByEc2()).add(spec.excluded());
        Ipv6AddressSet.Builder reserved = Ipv6AddressSet.builder();
        for (CidrReservation reservation : reservationsInTheWay()) {
            reserved.add(reservation.block());
        }
        fenced = reserved.build();
    }

    private static @Nullable Ipv6Block windowIn(Ipv6Block subnet, Optional<Ipv6Block> window) {
        if (window.isEmpty() || window.get().contains(subnet)) {
            return subnet;
        }
        return subnet.contains(window.get()) ? window.get() : null;
    }

    /**
     * A reservation fences off what somebody else plans. Around the window it is explicit and therefore ours; of one
     * for prefixes EC2 gives away parts at any time.
     */
    List<CidrReservation> reservationsInTheWay() {
        if (window == null || subnet.reservations().isEmpty()) {
            return List.of();
        }
        List<CidrReservation> inTheWay = new ArrayList<>(subnet.reservations());
        inTheWay.removeIf(reservation -> !reservation.block().overlaps(window)
                || (spec.window().isPresent()
                        && reservation.type() == CidrReservation.Type.EXPLICIT
                        && reservation.block().contains(window)));
        return inTheWay;
    }

    SubnetSnapshot subnet() {
        return subnet;
    }

    @Nullable
    Ipv6Block window() {
        return window;
    }

    int hosts() {
        return hosts;
    }

    boolean isFull() {
        return full;
    }

    /** Takes what a host is pinned to; all pins come before the first {@link #place}. */
    void take(Pin pin) {
        if (pin.address() != null) {
            kept.add(pin.address());
        }
        if (pin.block() != null) {
            kept.add(pin.block());
        }
        hosts++;
    }

    private List<Ipv6AddressSet> taken() {
        return List.of(
                subnet.inUse(),
                Ipv6AddressSet.builder().add(kept.build()).add(fenced).build());
    }

    /** Plans a host here, around its pins; null if there is no room. */
    @Nullable
    Placed place(Pin pin) {
        if (space == null && window != null) {
            space = new Space(window, taken(), spec.blockSource().prefixLength());
        }
        Ipv6Address address = pin.address() != null || space == null ? pin.address() : nextAddress(space);
        Ipv6Block block = pin.block() != null || space == null ? pin.block() : space.takeBlock();
        if (address == null || block == null) {
            spare = pin.address() == null ? address : spare;
            full = true;
            return null;
        }
        placed++;
        plannedBlocks += pin.block() == null ? 1 : 0;
        return new Placed(subnet, address, block);
    }

    private @Nullable Ipv6Address nextAddress(Space space) {
        Ipv6Address next = spare != null ? spare : space.takeAddress();
        spare = null;
        return next;
    }

    /** Returns how many hosts have found their place here. */
    int placed() {
        return placed;
    }

    void count() {
        hosts++;
    }

    /** Says what is free here, and what keeps more from being so. */
    String room() {
        if (window == null) {
            return subnet + " has no part of the window";
        }
        int bits = spec.blockSource().prefixLength();
        long free = Space.wholeBlocks(window, taken(), bits);
        StringBuilder text = new StringBuilder(subnet.toString());
        text.append(spec.window().isPresent() ? " has in " + window + " " : " has ")
                .append(count(free, bits));
        if (free > plannedBlocks) {
            text.append(", of which the hosts' own addresses break ").append(free - plannedBlocks);
        }
        for (CidrReservation reservation : reservationsInTheWay()) {
            Ipv6Block part = window.contains(reservation.block()) ? reservation.block() : window;
            text.append(", reservation ")
                    .append(reservation)
                    .append(" keeps ")
                    .append(count(Space.wholeBlocks(part, List.of(subnet.inUse(), kept.build()), bits), bits));
        }
        if (!spec.excluded().isEmpty()) {
            text.append(", excluded is ").append(Excluded.text(spec.excluded()));
        }
        return text.toString();
    }

    private static String count(long blocks, int bits) {
        return blocks + " free /" + bits + (blocks == 1 ? "" : "s");
    }
}
