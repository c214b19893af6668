package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.Instance;

/** What of a fleet EC2 knows: the hosts that are there, and how often each place had to be filled again. */
final class LiveFleet {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);

    private final String name;
    private final Map<Integer, LiveHost> hosts = new TreeMap<>();
    private final Map<String, LiveHost> gone = new HashMap<>();
    private final Map<Integer, Integer> lastGeneration = new HashMap<>();

    private LiveFleet(String name) {
        this.name = name;
    }

    static LiveFleet read(Ec2Gateway ec2, String name) {
        LiveFleet fleet = new LiveFleet(name);
        for (Instance instance : ec2.instances(List.of(Ec2Gateway.filter("tag:" + FleetIdentity.FLEET, name)))) {
            Optional<LiveHost> host = LiveHost.of(name, instance);
            if (host.isEmpty()) {
                LOG.warn(
                        "fleet={} instance={}: carries our tag but not our token; left alone",
                        name,
                        instance.instanceId());
            }
            host.ifPresent(fleet::add);
        }
        return fleet;
    }

    private void add(LiveHost host) {
        lastGeneration.merge(host.index(), host.generation(), Math::max);
        if (!host.isThere()) {
            gone.put(host.instanceId(), host);
            return;
        }
        LiveHost other = hosts.put(host.index(), host);
        if (other != null) {
            throw new FleetException("fleet " + name + " has two hosts with index " + host.index() + ": "
                    + other.instanceId() + " and " + host.instanceId() + "; terminate the younger one");
        }
    }

    /** The hosts that are there, by index. */
    List<LiveHost> hosts() {
        return new ArrayList<>(hosts.values());
    }

    Optional<LiveHost> at(int index) {
        return Optional.ofNullable(hosts.get(index));
    }

    /** The host of that instance id, if EC2 shows that it has ended. */
    Optional<LiveHost> gone(String instanceId) {
        return Optional.ofNullable(gone.get(instanceId));
    }

    /** The first generation of that place whose token EC2 cannot have seen on an instance that it still shows. */
    int nextGeneration(int index) {
        return lastGeneration.getOrDefault(index, -1) + 1;
    }
}
