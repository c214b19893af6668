package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives the named containers of a host their addresses: pins first, then the lowest that is free. */
final class ContainerAddresses {
    /** The network's own address and the bridge's. */
    private static final int NOT_FOR_CONTAINERS = 2;

    private ContainerAddresses() {}

    /** Returns the addresses in the order of the names; adds what is wrong to {@code problems}. */
    static Map<String, Ipv6Address> in(Ipv6Block network, HostSpec host, List<SpecProblem> problems) {
        Map<String, Optional<Ipv6Address>> named = host.namedContainers();
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<Ipv6Address, String> owners = new HashMap<>();
        named.forEach((name, pin) -> pin.ifPresent(address -> pin(network, host, name, address, owners, problems)));
        long capacity = capacity(network.prefixLength());
        if (named.size() > capacity) {
            problems.add(new SpecProblem(
                    "host " + host.name() + ": " + named.size() + " named containers",
                    "its container network " + network + " has addresses for " + capacity,
                    "name fewer, or choose a larger block"));
            return Map.of();
        }
        return lowestFree(network, named, owners);
    }

    /**
     * Returns the addresses in the order of the names: the pins as they are, for the others the lowest that are free.
     *
     * @param owners whose the pins are
     */
    static Map<String, Ipv6Address> lowestFree(
            Ipv6Block network, Map<String, Optional<Ipv6Address>> named, Map<Ipv6Address, String> owners) {
        Map<String, Ipv6Address> addresses = new LinkedHashMap<>();
        Ipv6Address next = network.first().plus(NOT_FOR_CONTAINERS);
        for (Map.Entry<String, Optional<Ipv6Address>> container : named.entrySet()) {
            Optional<Ipv6Address> pin = container.getValue();
            while (pin.isEmpty() && owners.containsKey(next)) {
                next = next.plus(1);
            }
            addresses.put(container.getKey(), pin.orElse(next));
            owners.putIfAbsent(pin.orElse(next), container.getKey());
        }
        return Collections.unmodifiableMap(addresses);
    }

    private static void pin(
            Ipv6Block network,
            HostSpec host,
            String name,
            Ipv6Address address,
            Map<Ipv6Address, String> owners,
            List<SpecProblem> problems) {
        String problem = problem(network, name, address, owners);
        if (!problem.isEmpty()) {
            problems.add(new SpecProblem(
                    "host " + host.name() + ": container " + name + ": " + address,
                    problem,
                    "take one from " + network.first().plus(NOT_FOR_CONTAINERS) + " to " + network.last()));
        }
    }

    /** Says what is wrong with the address of a container, or nothing; notes whose it is. */
    static String problem(Ipv6Block network, String name, Ipv6Address address, Map<Ipv6Address, String> owners) {
        if (!network.contains(address)) {
            return "is outside its host's container network " + network;
        }
        if (address.equals(network.first())) {
            return "is the address of the container network itself";
        }
        if (address.equals(network.first().plus(1))) {
            return "is the bridge's";
        }
        String other = owners.putIfAbsent(address, name);
        return other == null ? "" : "is already that of container " + other;
    }

    static long capacity(int networkBits) {
        return (1L << (Ipv6Block.BITS - networkBits)) - NOT_FOR_CONTAINERS;
    }
}
