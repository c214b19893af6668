package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of a host that somebody took away or wrote over, and what they were: the caller's own are known, and the
 * library's are told from the host's interface, where that can be.
 */
final class LostTags {
    private final FleetSettings settings;
    private final LiveHost host;
    private final String name;
    private final Map<String, String> known = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();

    /** @param name of the host, as it should be */
    LostTags(FleetSettings settings, LiveHost host, String name) {
        this.settings = settings;
        this.host = host;
        this.name = name;
        settings.tags().forEach((key, value) -> {
            if (!value.equals(host.tags().get(key))) {
                known.put(key, value);
            }
        });
        look();
    }

    /** Those whose value is known, with that. */
    Map<String, String> known() {
        return known;
    }

    /** Those of which nothing tells what they were. */
    List<String> unknown() {
        return unknown;
    }

    boolean has(String key) {
        return known.containsKey(key) || unknown.contains(key);
    }

    private void look() {
        BlockSource source = host.source().orElseGet(this::likelySource);
        boolean chosen = source.isChosenByEc2();
        // Of hosts that share a call none has a tag for its name; their place tells it.
        boolean named = !chosen || !name.equals(FleetIdentity.numbered(settings.name(), host.index()));
        if (named && host.saidName().isEmpty()) {
            known.put(FleetIdentity.HOST, name);
        }
        if (host.source().isEmpty()) {
            lost(FleetIdentity.BLOCK, chosen ? Optional.of(FleetIdentity.BY_EC2) : block(source));
        }
        if (chosen ? !saysByEc2(FleetIdentity.ADDRESS) : host.plannedAddress().isEmpty()) {
            lost(FleetIdentity.ADDRESS, chosen ? Optional.of(FleetIdentity.BY_EC2) : ownAddress(source));
        }
        if (!host.tags().containsKey(FleetIdentity.PROFILE)) {
            unknown.add(FleetIdentity.PROFILE);
        }
    }

    private void lost(String key, Optional<?> was) {
        was.ifPresentOrElse(value -> known.put(key, value.toString()), () -> unknown.add(key));
    }

    private boolean saysByEc2(String key) {
        return FleetIdentity.BY_EC2.equals(host.tags().get(key));
    }

    /** Where its block is from that lost the tag which says so. Hosts that were planned have an address of their own. */
    private BlockSource likelySource() {
        boolean chosen = saysByEc2(FleetIdentity.ADDRESS)
                || (host.plannedAddress().isEmpty()
                        && (settings.blockSource().isChosenByEc2()
                                || (host.addresses().isEmpty()
                                        && !host.prefixes().isEmpty())));
        if (chosen) {
            return BlockSource.chosenByEc2();
        }
        return settings.blockSource().isChosenByEc2() ? BlockSource.plannedPrefix() : settings.blockSource();
    }

    /** The only prefix, or the only block of that size that the addresses fill. */
    private Optional<Ipv6Block> block(BlockSource source) {
        Set<Ipv6Address> there = host.addresses();
        List<Ipv6Block> all = source.isAddressRun()
                ? there.stream()
                        .map(address -> Ipv6Block.around(address, source.prefixLength()))
                        .distinct()
                        .filter(run -> there.stream().filter(run::contains).count() == source.quotaNeeded())
                        .toList()
                : List.copyOf(host.prefixes());
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private Optional<Ipv6Address> ownAddress(BlockSource source) {
        Optional<Ipv6Block> block = host.source().isPresent() ? Optional.of(host.block()) : block(source);
        List<Ipv6Address> own = host.addresses().stream()
                .filter(address -> block.stream().noneMatch(run -> run.contains(address)))
                .toList();
        return own.size() == 1 ? Optional.of(own.get(0)) : Optional.empty();
    }
}
