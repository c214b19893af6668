package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every fleet, whose each instance is, and when one of them is to be looked at. */
public final class Fleets {
    private final Map<String, Fleet> byId = new LinkedHashMap<>();
    private final Map<String, Fleet> byInstance = new HashMap<>();
    private Keeper keeper = (fleet, world) -> fleet.due(null);

    /** Brings a fleet to what was asked for; it is called under the lock, at the moment that the fleet is due. */
    @FunctionalInterface
    public interface Keeper {
        void keep(Fleet fleet, World world);
    }

    public void keeper(Keeper each) {
        keeper = each;
    }

    public Map<String, Fleet> byId() {
        return byId;
    }

    public void add(Fleet fleet, Fleet.Member member) {
        fleet.members().add(member);
        byInstance.put(member.instance().id(), fleet);
    }

    /** Returns whether a fleet launched the instance. */
    public @Nullable Fleet of(String instanceId) {
        return byInstance.get(instanceId);
    }

    /** Tells that an instance goes, and at which moment it will have gone. */
    void terminated(Instance instance, Instant gone) {
        Fleet fleet = byInstance.get(instance.id());
        if (fleet != null) {
            fleet.dueBy(gone);
        }
    }

    /** Forgets an instance that was never really there. */
    void discard(Instance instance) {
        Fleet fleet = byInstance.remove(instance.id());
        if (fleet != null) {
            fleet.members().removeIf(each -> each.instance() == instance);
        }
    }

    void forget(Instance instance) {
        Fleet fleet = byInstance.remove(instance.id());
        if (fleet != null && !fleet.instant()) { // an instant one goes on saying what it launched
            fleet.members().removeIf(each -> each.instance() == instance);
        }
    }

    /** Returns the earliest moment at which a fleet is due. */
    @Nullable
    Instant next() {
        return due().min(Instant::compareTo).orElse(null);
    }

    void keep(World world, Instant moment) {
        for (Fleet each : byId.values().toArray(Fleet[]::new)) {
            Instant due = each.due();
            if (due != null && !due.isAfter(moment)) {
                keeper.keep(each, world);
            }
        }
    }

    private Stream<Instant> due() {
        return byId.values().stream().map(Fleet::due).filter(Objects::nonNull);
    }
}
