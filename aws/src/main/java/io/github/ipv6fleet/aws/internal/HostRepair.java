package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.internal.Found.Kind;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;

/**
 * What one host that is there lacks, or has too much, and the calls that repair it. It is judged by what itself was
 * launched for, which may be another thing than what is wanted now.
 */
final class HostRepair {
    private final Ec2Gateway ec2;
    private final LiveHost host;
    private final String name;
    private final LostTags lost;
    private final List<Found> found = new ArrayList<>();

    private HostRepair(Ec2Gateway ec2, FleetSettings settings, LiveHost host) {
        this.ec2 = ec2;
        this.host = host;
        this.name = settings.hosts().get(host.index()).name();
        this.lost = new LostTags(settings, host, name);
    }

    static List<Found> of(Ec2Gateway ec2, FleetSettings settings, LiveHost host) {
        HostRepair repair = new HostRepair(ec2, settings, host);
        repair.tags(Map.of());
        host.networkInterface().ifPresent(repair::addresses);
        return repair.found;
    }

    /** Of a host that lost the tags by which it is found; {@code host} has been given them. */
    static List<Found> lost(Ec2Gateway ec2, FleetSettings settings, LiveHost host) {
        HostRepair repair = new HostRepair(ec2, settings, host);
        Map<String, String> way = new LinkedHashMap<>();
        for (String key :
                List.of(FleetIdentity.FLEET, FleetIdentity.SUBNET, FleetIdentity.INDEX, FleetIdentity.GENERATION)) {
            way.put(key, host.tags().getOrDefault(key, ""));
        }
        repair.tags(way);
        return repair.found;
    }

    /** @param way those that lead to its token, if they are lost too */
    private void tags(Map<String, String> way) {
        Map<String, String> again = new LinkedHashMap<>(way);
        again.putAll(lost.known());
        if (!again.isEmpty()) {
            boolean own = again.keySet().stream().anyMatch(key -> key.startsWith(FleetIdentity.PREFIX));
            found.add(Found.repairable(
                    own ? Kind.IDENTITY : Kind.TAGS,
                    host,
                    name,
                    "tags " + String.join(", ", again.keySet()) + " are lost or changed",
                    "written again",
                    () -> ec2.tag(host.instanceId(), again)));
        }
        for (String key : lost.unknown()) {
            found.add(unrepairable(
                    Kind.IDENTITY, "tag " + key + " is lost or changed, and nothing else tells what it was"));
        }
    }

    private Found unrepairable(Kind kind, String what) {
        return Found.unrepairable(kind, host.index(), name, what, "replace(\"" + name + "\")");
    }

    /** Compares the interface with what the host's tags say that it was launched for. */
    private void addresses(InstanceNetworkInterface uplink) {
        if (lost.has(FleetIdentity.BLOCK) || lost.has(FleetIdentity.ADDRESS)) {
            return;
        }
        BlockSource source = host.source().orElseThrow();
        if (source.isChosenByEc2()) {
            if (host.prefixes().isEmpty() && host.isRunning()) {
                found.add(unrepairable(Kind.ADDRESSES, "its prefix is gone, and EC2 chose it"));
            }
            return;
        }
        String id = uplink.networkInterfaceId();
        Set<Ipv6Address> addresses = new LinkedHashSet<>(Set.of(host.address()));
        Set<Ipv6Block> prefixes = new LinkedHashSet<>();
        if (source.isAddressRun()) {
            addresses.addAll(all(host.block(), source.quotaNeeded()));
        } else {
            prefixes.add(host.block());
        }
        tooMuch(id, minus(host.addresses(), addresses), minus(host.prefixes(), prefixes));
        for (Ipv6Block prefix : minus(prefixes, host.prefixes())) {
            found.add(Found.repairable(
                    Kind.ADDRESSES,
                    host,
                    name,
                    "prefix " + prefix + " is gone",
                    "assigned again",
                    () -> new PrefixStep(ec2).assign(id, prefix, host.instanceId())));
        }
        List<String> gone = texts(minus(addresses, host.addresses()));
        if (!gone.isEmpty()) {
            found.add(Found.repairable(
                    Kind.ADDRESSES,
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
                Kind.ADDRESSES,
                host,
                name,
                String.join(", ", all) + " was added to " + id,
                "taken away",
                () -> ec2.unassign(id, texts(addresses), texts(prefixes))));
    }

    private static List<Ipv6Address> all(Ipv6Block run, long size) {
        return LongStream.range(0, size).mapToObj(run.first()::plus).toList();
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
