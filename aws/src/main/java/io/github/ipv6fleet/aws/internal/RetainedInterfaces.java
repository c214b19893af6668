package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/**
 * The interfaces of a fleet that stay when their instance goes. EC2 does not show the ClientToken of an interface, so
 * that each carries it in its description, which nobody who may only write tags can write.
 */
final class RetainedInterfaces {
    static final RetainedInterfaces NONE = new RetainedInterfaces(List.of());

    private final Map<Integer, Retained> byIndex = new HashMap<>();
    private final Map<String, Retained> byId = new HashMap<>();

    private RetainedInterfaces(List<Retained> all) {
        for (Retained one : all) {
            byId.put(one.id(), one);
            byIndex.merge(one.index(), one, (a, b) -> a.generation() <= b.generation() ? a : b);
        }
    }

    /**
     * One of them.
     *
     * @param holder the instance that it is attached to; empty text if there is none
     */
    record Retained(NetworkInterface described, int index, int generation, String holder) {
        String id() {
            return described.networkInterfaceId();
        }

        boolean isFree() {
            return described.status() == NetworkInterfaceStatus.AVAILABLE;
        }

        /** What its tags say that it was made for; empty where somebody spoilt them. */
        Optional<Ipv6Address> address() {
            return tag(FleetIdentity.ADDRESS).flatMap(RetainedInterfaces::address);
        }

        Optional<Ipv6Block> block() {
            return tag(FleetIdentity.BLOCK).flatMap(RetainedInterfaces::block);
        }

        String run() {
            return tag(FleetIdentity.RUN).orElse("");
        }

        /** When it was made, as its tag says; empty text where there is none. */
        String created() {
            return tag(FleetIdentity.CREATED).orElse("");
        }

        private Optional<String> tag(String key) {
            return Tags.value(described.tagSet(), key);
        }

        boolean holds(Ipv6Block prefix) {
            return described.ipv6Prefixes().stream()
                    .anyMatch(p -> Ipv6Block.parse(p.ipv6Prefix()).equals(prefix));
        }
    }

    /** Picks those of the fleet; an interface with our tags that does not prove to be ours is somebody else's. */
    static RetainedInterfaces of(String fleet, Collection<NetworkInterface> interfaces) {
        return new RetainedInterfaces(
                interfaces.stream().flatMap(one -> read(fleet, one).stream()).toList());
    }

    /** Those of the fleet that there are in any subnet. */
    static RetainedInterfaces read(Ec2Gateway ec2, String fleet) {
        return of(fleet, ec2.interfacesBy("tag:" + FleetIdentity.FLEET, List.of(fleet)));
    }

    static Optional<Retained> read(String fleet, NetworkInterface one) {
        Map<String, String> tags = Tags.of(one.tagSet());
        int index = Tags.number(tags.get(FleetIdentity.INDEX));
        int generation = Tags.number(tags.get(FleetIdentity.GENERATION));
        String subnet = tags.get(FleetIdentity.SUBNET);
        if (index < 0 || generation < 0 || subnet == null) {
            return Optional.empty();
        }
        String expected = FleetIdentity.description(FleetIdentity.interfaceToken(fleet, subnet, generation, index));
        String holder = one.attachment() == null
                ? ""
                : Optional.ofNullable(one.attachment().instanceId()).orElse("");
        return expected.equals(one.description())
                ? Optional.of(new Retained(one, index, generation, holder))
                : Optional.empty();
    }

    boolean has(String interfaceId) {
        return byId.containsKey(interfaceId);
    }

    Optional<Retained> at(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    /** All of them, in the order of their hosts; two runs at once can have made two for one. */
    Stream<Retained> all() {
        return byId.values().stream()
                .sorted(Comparator.comparingInt(Retained::index).thenComparing(Retained::id));
    }

    private static Optional<Ipv6Address> address(String text) {
        try {
            return Optional.of(Ipv6Address.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Ipv6Block> block(String text) {
        try {
            return Optional.of(Ipv6Block.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return byId.keySet().stream().sorted().collect(Collectors.joining(", "));
    }
}
