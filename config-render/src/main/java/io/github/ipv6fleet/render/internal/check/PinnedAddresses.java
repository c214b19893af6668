package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who has which address of a network of the engine, and whether it will keep it. The engine hands out addresses in the
 * order in which containers start, also one that is pinned to a container that is down; that one then does not start
 * any more ("Address already in use"; seen on 28.5.2 and 29.7.2).
 */
final class PinnedAddresses {
    private record Pin(String container, Ipv6Address address, int line) {}

    private final String network;
    private final List<CidrText> subnets = new ArrayList<>();
    private final List<CidrText> ranges = new ArrayList<>();
    private final List<Pin> pins = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private boolean made;

    PinnedAddresses(String network) {
        this.network = network;
    }

    /** Says that the file makes the network; of one that is made elsewhere nothing is known. */
    void isMade() {
        made = true;
    }

    void subnet(String text) {
        CidrText.parse(text).ifPresent(subnets::add);
    }

    void range(String text) {
        CidrText.parse(text).ifPresent(ranges::add);
    }

    /** Adds a container that is pinned if {@code address} is one, and else takes the next. */
    void container(String name, Optional<String> address, int line) {
        Optional<Ipv6Address> pinned = address.flatMap(CidrText::address);
        pinned.ifPresent(one -> pins.add(new Pin(name, one, line)));
        if (address.isEmpty()) {
            others.add(name);
        }
    }

    boolean hasIpv6() {
        return !subnets.isEmpty();
    }

    void check(Findings findings) {
        if (made && hasIpv6()) {
            pins.forEach(pin -> check(pin, findings));
        }
    }

    private void check(Pin pin, Findings findings) {
        String id = "address-not-kept";
        String remedy = "give network " + network + " an IP range that " + pin.address()
                + " is not in, which the engine takes addresses for other containers from";
        if (ranges.stream().anyMatch(range -> range.block().contains(pin.address()))) {
            findings.dangerous(
                    pin.line(),
                    id,
                    "the engine may give " + pin.address() + " of " + pin.container()
                            + " to another container, as it is in the network's IP range",
                    remedy);
        } else if (ranges.isEmpty() && !others.isEmpty()) {
            findings.dangerous(
                    pin.line(),
                    id,
                    others.get(0) + " takes whatever address is free when it starts, also " + pin.address() + " while "
                            + pin.container() + " is down, which then does not start again",
                    remedy);
        } else if (ranges.isEmpty()) {
            findings.hint(
                    pin.line(),
                    id,
                    "any other container on network " + network + " can take " + pin.address() + " while "
                            + pin.container() + " is down",
                    remedy);
        }
    }
}
