package io.github.ipv6fleet.aws.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Finds hosts whose tags somebody took away. Their ClientToken cannot be taken away; which one it is for a place in the
 * fleet can be computed.
 */
final class LostHosts {
    /** A host is rarely of a later generation; whoever has ended a fleet more often loses it from sight. */
    private static final int GENERATIONS = 20;

    private static final List<InstanceStateName> THERE = List.of(
            InstanceStateName.PENDING,
            InstanceStateName.RUNNING,
            InstanceStateName.STOPPING,
            InstanceStateName.STOPPED);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;

    LostHosts(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** Where a token leads to. */
    private record Place(String subnetId, int call, int generation) {}

    /** Looks behind the tokens of hosts that are missing, and returns those found with the tags that they should have. */
    List<LiveHost> find(List<Integer> missing, LiveFleet live) {
        Map<String, Place> places = new HashMap<>();
        Set<Integer> calls = new TreeSet<>(missing);
        live.instances().forEach(host -> calls.add(host.call())); // of a call that made many some may be lost
        for (int call : missing.isEmpty() ? Set.<Integer>of() : calls) {
            for (String subnetId : settings.subnetIds()) {
                for (int generation = 0; generation < GENERATIONS; generation++) {
                    places.put(
                            FleetIdentity.clientToken(settings.name(), subnetId, generation, call),
                            new Place(subnetId, call, generation));
                }
            }
        }
        List<LiveHost> found = new ArrayList<>();
        for (Instance instance : ec2.instancesBy("client-token", places.keySet())) {
            Place place = places.get(instance.clientToken());
            if (place != null && THERE.contains(instance.state().name())) {
                found.addAll(LiveHost.of(settings.name(), withTags(instance, place)).stream()
                        .filter(host -> missing.contains(host.index()))
                        .toList());
            }
        }
        return found;
    }

    private Instance withTags(Instance instance, Place place) {
        Map<String, String> tags = new HashMap<>(Tags.of(instance.tags()));
        tags.put(FleetIdentity.FLEET, settings.name());
        tags.put(FleetIdentity.SUBNET, place.subnetId());
        tags.put(FleetIdentity.INDEX, "" + place.call());
        tags.put(FleetIdentity.GENERATION, "" + place.generation());
        return instance.toBuilder().tags(Tags.list(tags)).build();
    }
}
