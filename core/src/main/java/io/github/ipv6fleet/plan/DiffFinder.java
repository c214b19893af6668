package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.ObservedHost;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.HostDiff.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Compares plans, and plans with what is there. */
final class DiffFinder {
    private DiffFinder() {}

    static List<HostDiff> between(FleetPlan plan, FleetPlan before) {
        Map<String, HostPlan> old = byName(before.hosts(), HostPlan::name);
        List<HostDiff> found = new ArrayList<>();
        for (HostPlan host : plan.hosts()) {
            HostPlan was = old.remove(host.name());
            if (was == null) {
                found.add(new HostDiff(Change.LAUNCH, host.name(), where(host)));
            } else {
                found.add(compared(host, differences(host, was)));
            }
        }
        old.values().forEach(host -> found.add(new HostDiff(Change.REMOVE, host.name(), where(host))));
        return found;
    }

    static List<HostDiff> between(FleetPlan plan, List<SubnetSnapshot> subnets) {
        List<HostDiff> found = new ArrayList<>();
        Map<String, ObservedHost> there = new LinkedHashMap<>();
        subnets.forEach(subnet -> subnet.hostsOf(plan.name()).forEach(host -> there.put(host.name(), host)));
        boolean named = !there.isEmpty();
        for (HostPlan host : plan.hosts()) {
            SubnetSnapshot subnet = subnetOf(host, subnets);
            ObservedHost seen = there.remove(host.name());
            found.add(seen != null ? compared(host, differences(host, seen)) : unseen(host, subnet.inUse(), named));
        }
        there.values().forEach(host -> found.add(new HostDiff(Change.REMOVE, host.name(), where(host))));
        return found;
    }

    private static SubnetSnapshot subnetOf(HostPlan host, List<SubnetSnapshot> subnets) {
        for (SubnetSnapshot subnet : subnets) {
            if (host.subnetId().isEmpty()
                    ? subnet.block().equals(host.subnet())
                    : subnet.id().equals(host.subnetId())) {
                return subnet;
            }
        }
        throw new IllegalArgumentException("host " + host.name() + " is planned for "
                + (host.subnetId().isEmpty() ? host.subnet().toString() : host.subnetId())
                + ", of which there is no snapshot; give one of each subnet of the plan");
    }

    private static <T> Map<String, T> byName(List<T> hosts, Function<T, String> name) {
        Map<String, T> map = new LinkedHashMap<>();
        hosts.forEach(host -> map.put(name.apply(host), host));
        return map;
    }

    private static HostDiff compared(HostPlan host, List<String> differences) {
        return differences.isEmpty()
                ? new HostDiff(Change.KEEP, host.name(), where(host))
                : new HostDiff(Change.DRIFTED, host.name(), differences);
    }

    private static List<String> differences(HostPlan host, HostPlan was) {
        List<String> found = new ArrayList<>();
        differ("subnet", was.subnetId(), host.subnetId(), found);
        differ("subnet block", was.subnet(), host.subnet(), found);
        differ("address", was.address(), host.address(), found);
        differ("container block", was.containerBlock(), host.containerBlock(), found);
        differ("container network", was.containerNetwork(), host.containerNetwork(), found);
        differ("containers", was.namedContainers(), host.namedContainers(), found);
        return found;
    }

    private static List<String> differences(HostPlan host, ObservedHost seen) {
        List<String> found = new ArrayList<>();
        differ("address", orMissing(seen.address()), host.address(), found);
        differ("container block", orMissing(seen.containerBlock()), host.containerBlock(), found);
        return found;
    }

    private static Object orMissing(Optional<?> value) {
        return value.isPresent() ? value.get() : "missing";
    }

    private static void differ(String what, Object is, Object planned, List<String> found) {
        if (!is.equals(planned)) {
            found.add(what + " is " + is + ", planned is " + planned);
        }
    }

    /** A host that nobody named: by what is in use it can be there, be half there, or be in somebody's way. */
    private static HostDiff unseen(HostPlan host, Ipv6AddressSet inUse, boolean othersAreNamed) {
        boolean address = inUse.contains(host.address());
        boolean block = inUse.contains(host.containerBlock());
        boolean partOfBlock = inUse.overlaps(host.containerBlock());
        if (!address && !partOfBlock) {
            return new HostDiff(Change.LAUNCH, host.name(), where(host));
        }
        if (address && block && !othersAreNamed) {
            return new HostDiff(Change.KEEP, host.name(), where(host));
        }
        List<String> details = new ArrayList<>();
        details.add("address " + host.address() + " is " + (address ? "in use" : "not there"));
        details.add("container block " + host.containerBlock() + " is "
                + (block ? "in use" : partOfBlock ? "in use in part" : "not there"));
        if (othersAreNamed) {
            details.add("by somebody else");
        }
        return new HostDiff(Change.DRIFTED, host.name(), details);
    }

    private static List<String> where(HostPlan host) {
        return List.of(host.address() + ", containers " + host.containerBlock());
    }

    private static List<String> where(ObservedHost host) {
        return List.of(orMissing(host.address()) + ", containers " + orMissing(host.containerBlock()));
    }
}
