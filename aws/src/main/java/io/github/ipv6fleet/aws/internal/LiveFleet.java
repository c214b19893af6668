package io.github.ipv6fleet.aws.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What of a fleet EC2 shows: every instance that carries one of its tokens, also those that have ended. */
final class LiveFleet {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);

    private final List<LiveHost> all = new ArrayList<>();
    /** The hosts that are there; of two with one index the older. */
    private final Map<Integer, LiveHost> byIndex = new HashMap<>();

    /** Instances with our tag and a token of somebody else's. */
    private final List<Instance> foreign = new ArrayList<>();

    private final Map<String, LiveHost> byId = new HashMap<>();
    private final Map<Integer, Integer> nextGeneration = new HashMap<>();

    private final String name;

    private LiveFleet(String name) {
        this.name = name;
    }

    static LiveFleet read(Ec2Gateway ec2, String name) {
        return read(ec2, name, List.of());
    }

    /** Reads the fleet; {@code known} are hosts that the caller has seen, which EC2's list may not show yet. */
    static LiveFleet read(Ec2Gateway ec2, String name, Collection<LiveHost> known) {
        LiveFleet fleet = new LiveFleet(name);
        for (Instance instance : ec2.instancesBy("tag:" + FleetIdentity.FLEET, List.of(name))) {
            Optional<LiveHost> host = LiveHost.of(name, instance);
            host.ifPresentOrElse(fleet::add, () -> fleet.foreign.add(instance));
        }
        known.stream().filter(host -> fleet.find(host.instanceId()).isEmpty()).forEach(fleet::add);
        fleet.foreign.stream()
                .filter(one -> Handed.launchedBy(one).isEmpty())
                .forEach(one -> LOG.warn(
                        "fleet={} instance={}: carries our tag but not our token; left alone", name, one.instanceId()));
        fleet.all.sort(Comparator.comparing(LiveHost::index).thenComparing(LiveHost::generation));
        return fleet;
    }

    private void add(LiveHost host) {
        all.add(host);
        byId.put(host.instanceId(), host);
        nextGeneration.merge(host.call(), host.generation() + 1, Math::max);
        if (host.isThere()) {
            byIndex.merge(host.index(), host, BinaryOperator.minBy(LiveHost.OLDEST_FIRST));
        }
    }

    /** The same with those hosts only; which generations are used up it knows of all. */
    LiveFleet within(Scope scope) {
        LiveFleet part = new LiveFleet(name);
        all.stream().filter(host -> scope.has(host.index())).forEach(part::add);
        part.nextGeneration.putAll(nextGeneration);
        return part;
    }

    /** The hosts that EC2 itself launched for the fleet, since it was handed over; numbered by age. */
    List<LiveHost> handed(Ec2Gateway ec2) {
        return Handed.hosts(ec2, name, launchedByEc2());
    }

    /** The instances that carry our tag and that some EC2 Fleet launched: {@link #handed} knows whether one of ours. */
    List<Instance> launchedByEc2() {
        return foreign.stream()
                .filter(one -> Handed.launchedBy(one).isPresent())
                .toList();
    }

    /** Every instance of the fleet, in whatever state, by index. */
    List<LiveHost> instances() {
        return List.copyOf(all);
    }

    /** The hosts that are there, by index; of two with one index the older. */
    List<LiveHost> hosts() {
        return byIndex.values().stream()
                .sorted(Comparator.comparing(LiveHost::index))
                .toList();
    }

    /** The hosts that are there too many: of two with one index the younger, which two runs at once can make. */
    List<LiveHost> doubles() {
        return all.stream()
                .filter(host ->
                        host.isThere() && at(host.index()).filter(host::equals).isEmpty())
                .toList();
    }

    Optional<LiveHost> at(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    /** The instance of that id, in whatever state. */
    Optional<LiveHost> find(String instanceId) {
        return Optional.ofNullable(byId.get(instanceId));
    }

    /** The first generation of that call whose token EC2 cannot have seen on an instance that it still shows. */
    int nextGeneration(int call) {
        return nextGeneration.getOrDefault(call, 0);
    }
}
