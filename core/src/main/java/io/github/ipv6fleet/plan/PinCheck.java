package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.ObservedHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each host is bound to – what it is pinned to, and what it has already – and checks it against the subnets
 * and against the other hosts. Collects every problem.
 */
final class PinCheck {
    private final FleetSpec spec;
    private final List<Site> sites;
    private final Map<String, Site> sitesById = new HashMap<>();
    private final Map<String, ObservedHost> there = new HashMap<>();
    private final Map<String, Site> sitesOfThere = new HashMap<>();
    private final Holders holders;
    private final Claims claims = new Claims();
    private final List<SpecProblem> problems;

    PinCheck(FleetSpec spec, List<Site> sites, List<SpecProblem> problems) {
        this.spec = spec;
        this.sites = sites;
        this.problems = problems;
        this.holders = new Holders(sites);
        for (Site site : sites) {
            sitesById.put(site.subnet().id(), site);
            for (ObservedHost host : site.subnet().hostsOf(spec.name())) {
                there.put(host.name(), host);
                Site other = sitesOfThere.put(host.name(), site);
                if (other != null) {
                    problems.add(new SpecProblem(
                            "host " + host.name(),
                            "is there twice, in " + other.subnet() + " and " + site.subnet(),
                            "terminate the one that is not wanted"));
                }
            }
        }
    }

    /** Returns the pin of each host, in their order. */
    List<Pin> pins() {
        List<Pin> pins = new ArrayList<>(spec.hosts().size());
        for (HostSpec host : spec.hosts()) {
            pins.add(pin(host));
        }
        problems.addAll(claims.overlaps());
        return pins;
    }

    private Pin pin(HostSpec host) {
        ObservedHost now = there.get(host.name());
        Ipv6Address address = host.address().orElse(null);
        Ipv6Block block = host.containers().orElse(null);
        if (now == null && address == null && block == null && host.subnetId().isEmpty()) {
            return Pin.NONE;
        }
        Site site = site(host, address, block);
        if (now != null) {
            Ipv6Address nowAddress = now.address().orElse(null);
            Ipv6Block nowBlock = now.containerBlock().orElse(null);
            differs(host, address, nowAddress);
            differs(host, block, nowBlock);
            address = nowAddress != null ? nowAddress : address;
            block = nowBlock != null ? nowBlock : block;
        }
        if (address != null) {
            check(
                    host,
                    site,
                    new Ipv6Block(address, Ipv6Block.BITS),
                    now != null && now.address().isPresent());
        }
        if (block != null && fitsSource(host, block)) {
            check(host, site, block, now != null && now.containerBlock().isPresent());
        }
        return new Pin(site, address, block);
    }

    private void differs(HostSpec host, @Nullable Object pinned, @Nullable Object now) {
        if (pinned != null && now != null && !pinned.equals(now)) {
            add(host, pinned.toString(), "the host is there and has " + now, "leave the pin away, or replace the host");
        }
    }

    /** The subnet a host is bound to; where its pins say several, the check of the pins tells. */
    private @Nullable Site site(HostSpec host, @Nullable Ipv6Address address, @Nullable Ipv6Block block) {
        Site there = sitesOfThere.get(host.name());
        String id = host.subnetId().orElse(there == null ? null : there.subnet().id());
        if (id != null) {
            Site named = sitesById.get(id);
            if (named == null) {
                add(host, id, "is none of the subnets planned for", "pin it to one of " + names());
            } else if (there != null && there != named) {
                add(
                        host,
                        id,
                        "the host is there, in " + there.subnet().id(),
                        "leave the pin away, or replace the host");
            }
            return named;
        }
        for (Site site : sites) {
            Ipv6Block subnet = site.subnet().block();
            if ((address != null && subnet.contains(address)) || (block != null && subnet.contains(block))) {
                return site;
            }
        }
        return sites.size() == 1 ? sites.get(0) : null;
    }

    private String names() {
        return String.join(", ", sitesById.keySet().stream().sorted().toList());
    }

    private boolean fitsSource(HostSpec host, Ipv6Block block) {
        BlockSource source = spec.blockSource();
        if (block.prefixLength() == source.prefixLength()) {
            return true;
        }
        String remedy = "pin a /" + source.prefixLength();
        if (block.prefixLength() == BlockSource.plannedPrefix().prefixLength()) {
            remedy += ", or use BlockSource.plannedPrefix()";
        } else if (BlockSource.canBeRun(block.prefixLength())) {
            remedy += ", or use BlockSource.addressRun(" + block.prefixLength() + ")";
        }
        add(host, block.toString(), "does not fit the block source, " + source, remedy);
        return false;
    }

    /** Checks one pin; what a host has already is in use, by the host itself. */
    private void check(HostSpec host, @Nullable Site site, Ipv6Block pin, boolean hasIt) {
        String given = Claims.text(pin);
        if (site == null && host.subnetId().isPresent()) {
            return; // that subnet is none of those planned for, which has been said
        }
        if (site == null) {
            add(host, given, "is in none of the subnets " + names(), "take it from one of them");
        } else if (!site.subnet().block().contains(pin)) {
            add(
                    host,
                    given,
                    "is outside the subnet " + site.subnet(),
                    "take it from " + site.subnet().block());
        } else if (site.window() == null || !site.window().contains(pin)) {
            add(
                    host,
                    given,
                    "is outside of " + spec.window().map(Objects::toString).orElse("the window"),
                    hasIt ? "replace the host, or widen the window" : "take it from there, or widen the window");
        } else if (site.subnet().reservedByEc2().overlaps(pin)) {
            add(host, given, "EC2 reserves the first four addresses and the last of a subnet", "take another");
        } else if (spec.excluded().overlaps(pin)) {
            add(
                    host,
                    given,
                    "is in what is excluded, " + Excluded.text(spec.excluded()),
                    "take another, or exclude less");
        } else if (!hasIt && site.subnet().inUse().overlaps(pin)) {
            add(
                    host,
                    given,
                    "is in use in " + site.subnet() + holders.of(pin),
                    spec.keeps(host.name())
                            ? "if it is the host's own, say so with SubnetSnapshot.Builder.host(); else do not keep it"
                            : "free it there, take another, or let the planner choose");
        } else {
            claims.add(host.name(), pin);
        }
    }

    private void add(HostSpec host, String given, String problem, String remedy) {
        problems.add(new SpecProblem("host " + host.name() + ": " + given, problem, remedy));
    }
}
