package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.internal.Reconciling.Found;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/** What one host that is there lacks, or has too much, and the calls that repair it. */
final class HostRepair {
    /** How a finding about tags begins; a host with such a one cannot be compared before it is repaired. */
    static final String TAGS = "tags ";

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final LiveHost host;
    private final String name;
    private final List<Found> found = new ArrayList<>();

    private HostRepair(Ec2Gateway ec2, FleetSettings settings, LiveHost host) {
        this.ec2 = ec2;
        this.settings = settings;
        this.host = host;
        this.name = settings.hosts().get(host.index()).name();
    }

    static List<Found> of(Ec2Gateway ec2, FleetSettings settings, LiveHost host) {
        HostRepair repair = new HostRepair(ec2, settings, host);
        repair.tags(Map.of());
        repair.addresses();
        return repair.found;
    }

    /** Of a host that lost the tags by which it is found; {@code host} has been given them. */
    static List<Found> lost(Ec2Gateway ec2, FleetSettings settings, LiveHost host) {
        HostRepair repair = new HostRepair(ec2, settings, host);
        Map<String, String> identity = new LinkedHashMap<>();
        for (String key :
                List.of(FleetIdentity.FLEET, FleetIdentity.SUBNET, FleetIdentity.INDEX, FleetIdentity.GENERATION)) {
            identity.put(key, host.tags().getOrDefault(key, ""));
        }
        repair.tags(identity);
        return repair.found;
    }

    private void tags(Map<String, String> identity) {
        Map<String, String> lacking = new LinkedHashMap<>(identity);
        settings.tags().forEach((key, value) -> {
            if (!value.equals(host.tags().get(key))) {
                lacking.put(key, value);
            }
        });
        if (!settings.blockSource().isChosenByEc2()) {
            putIfLost(lacking, FleetIdentity.HOST, Optional.of(name));
            putIfLost(lacking, FleetIdentity.BLOCK, block().map(Ipv6Block::toString));
            putIfLost(lacking, FleetIdentity.ADDRESS, ownAddress().map(Ipv6Address::toString));
        }
        if (!lacking.isEmpty()) {
            found.add(Found.repairable(
                    host,
                    name,
                    TAGS + String.join(", ", lacking.keySet()) + " are lost or changed",
                    "written again",
                    () -> ec2.tag(host.instanceId(), lacking)));
        }
    }

    private void putIfLost(Map<String, String> lacking, String key, Optional<String> value) {
        if (!host.tags().containsKey(key)) {
            value.ifPresentOrElse(
                    known -> lacking.put(key, known),
                    () -> found.add(Found.unrepairable(
                            host.index(),
                            name,
                            "tag " + key + " is lost, and what it was cannot be told from its interface",
                            "replace(\"" + name + "\")")));
        }
    }

    private Optional<InstanceNetworkInterface> uplink() {
        return host.networkInterface();
    }

    private Set<Ipv6Address> addressesThere() {
        return uplink().stream()
                .flatMap(i -> i.ipv6Addresses().stream())
                .map(a -> Ipv6Address.parse(a.ipv6Address()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<Ipv6Block> prefixesThere() {
        return uplink().stream()
                .flatMap(i -> i.ipv6Prefixes().stream())
                .map(p -> Ipv6Block.parse(p.ipv6Prefix()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The block as the interface shows it: its only prefix, or the addresses that form one. */
    private Optional<Ipv6Block> block() {
        if (!settings.blockSource().isAddressRun()) {
            return prefixesThere().size() == 1
                    ? Optional.of(prefixesThere().iterator().next())
                    : Optional.empty();
        }
        Set<Ipv6Address> there = addressesThere();
        return there.stream()
                .map(a -> Ipv6Block.around(a, settings.blockSource().prefixLength()))
                .filter(block -> there.containsAll(all(block)))
                .findFirst();
    }

    private static Set<Ipv6Address> all(Ipv6Block run) {
        return LongStream.range(0, 1L << (Ipv6Block.BITS - run.prefixLength()))
                .mapToObj(run.first()::plus)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Optional<Ipv6Address> ownAddress() {
        Set<Ipv6Address> own = addressesThere();
        if (settings.blockSource().isAddressRun()) {
            block().ifPresent(run -> own.removeAll(all(run)));
        }
        return own.size() == 1 ? Optional.of(own.iterator().next()) : Optional.empty();
    }

    /** Compares the interface with what the host's tags say that it was launched for. */
    private void addresses() {
        if (host.isChosenByEc2()) {
            if (prefixesThere().isEmpty() && host.isRunning()) {
                found.add(Found.unrepairable(
                        host.index(), name, "its prefix is gone, and EC2 chose it", "replace(\"" + name + "\")"));
            }
            return;
        }
        boolean known =
                host.tags().containsKey(FleetIdentity.ADDRESS) && host.tags().containsKey(FleetIdentity.BLOCK);
        if (!known || uplink().isEmpty()) {
            return;
        }
        String id = uplink().get().networkInterfaceId();
        Set<Ipv6Address> wanted = new LinkedHashSet<>(Set.of(host.address()));
        Set<Ipv6Block> prefixes = new LinkedHashSet<>();
        if (settings.blockSource().isAddressRun()) {
            wanted.addAll(all(host.block()));
        } else {
            prefixes.add(host.block());
        }
        tooMuch(id, minus(addressesThere(), wanted), minus(prefixesThere(), prefixes));
        for (Ipv6Block prefix : minus(prefixes, prefixesThere())) {
            found.add(Found.repairable(
                    host,
                    name,
                    "prefix " + prefix + " is gone",
                    "assigned again",
                    () -> new PrefixStep(ec2).assign(id, prefix, host.instanceId())));
        }
        List<String> gone = texts(minus(wanted, addressesThere()));
        if (!gone.isEmpty()) {
            found.add(Found.repairable(
                    host,
                    name,
                    "addresses " + String.join(", ", gone) + " are gone",
                    "assigned again",
                    () -> ec2.assignAddresses(id, gone)));
        }
    }

    /** It goes before what is lacking comes, as both share the quota of the type. */
    private void tooMuch(String id, Set<Ipv6Address> addresses, Set<Ipv6Block> prefixes) {
        if (addresses.isEmpty() && prefixes.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(texts(addresses));
        all.addAll(texts(prefixes));
        found.add(Found.repairable(
                host,
                name,
                String.join(", ", all) + " was added to " + id,
                "taken away",
                () -> ec2.unassign(id, texts(addresses), texts(prefixes))));
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> without) {
        Set<T> left = new LinkedHashSet<>(all);
        left.removeAll(without);
        return left;
    }

    private static List<String> texts(Set<?> values) {
        return values.stream().map(Object::toString).toList();
    }
}
