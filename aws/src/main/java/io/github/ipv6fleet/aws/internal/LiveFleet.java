package io.github.ipv6fleet.aws.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What of a fleet EC2 shows: every instance that carries one of its tokens, also those that have ended. */
final class LiveFleet {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);

    private final String name;
    private final List<LiveHost> all = new ArrayList<>();
    /** The hosts that are there; of two with one index, the older. */
    private final Map<Integer, LiveHost> byIndex = new HashMap<>();

    private final Map<String, LiveHost> byId = new HashMap<>();
    private final Map<Integer, Integer> nextGeneration = new HashMap<>();

    private LiveFleet(String name) {
        this.name = name;
    }

    static LiveFleet read(Ec2Gateway ec2, String name) {
        return read(ec2, name, List.of());
    }

    /** Reads the fleet; {@code known} are hosts that the caller has seen, which EC2's list may not show yet. */
    static LiveFleet read(Ec2Gateway ec2, String name, Collection<LiveHost> known) {
        LiveFleet fleet = new LiveFleet(name);
        for (Instance instance : ec2.instances(List.of(Ec2Gateway.filter("tag:" + FleetIdentity.FLEET, name)))) {
            Optional<LiveHost> host = LiveHost.of(name, instance);
            host.ifPresentOrElse(
                    fleet::add,
                    () -> LOG.warn(
                            "fleet={} instance={}: carries our tag but not our token; left alone",
                            name,
                            instance.instanceId()));
        }
        known.stream().filter(host -> fleet.find(host.instanceId()).isEmpty()).forEach(fleet::add);
        fleet.all.sort(Comparator.comparing(LiveHost::index).thenComparing(LiveHost::generation));
        return fleet;
    }

    private void add(LiveHost host) {
        all.add(host);
        byId.put(host.instanceId(), host);
        nextGeneration.merge(host.index(), host.generation() + 1, Math::max);
        if (host.isThere()) {
            byIndex.merge(host.index(), host, (a, b) -> a.generation() <= b.generation() ? a : b);
        }
    }

    /** Every instance of the fleet, in whatever state, by index. */
    List<LiveHost> instances() {
        return List.copyOf(all);
    }

    /** The hosts that are there, by index. */
    List<LiveHost> hosts() {
        return all.stream().filter(LiveHost::isThere).toList();
    }

    /** Refuses a fleet in which two hosts claim one place: which of them is meant cannot be told. */
    LiveFleet withoutDoubles() {
        List<LiveHost> hosts = hosts();
        for (int i = 1; i < hosts.size(); i++) {
            if (hosts.get(i - 1).index() == hosts.get(i).index()) {
                throw Maker.get()
                        .exception("fleet " + name + " has two hosts with index "
                                + hosts.get(i).index() + ": " + hosts.get(i - 1).instanceId() + " and "
                                + hosts.get(i).instanceId() + "; terminate the younger one");
            }
        }
        return this;
    }

    Optional<LiveHost> at(int index) {
        return Optional.ofNullable(byIndex.get(index));
    }

    /** The instance of that id, in whatever state. */
    Optional<LiveHost> find(String instanceId) {
        return Optional.ofNullable(byId.get(instanceId));
    }

    /** The first generation of that place whose token EC2 cannot have seen on an instance that it still shows. */
    int nextGeneration(int index) {
        return nextGeneration.getOrDefault(index, 0);
    }
}
