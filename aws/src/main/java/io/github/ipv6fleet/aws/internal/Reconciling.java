package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Drift;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.internal.Differences.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for what is not as it should be, and repairs it where no host has to end for that. Everything that is written is
 * said explicitly, so that it can be written again.
 */
final class Reconciling {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final List<Found> found = new ArrayList<>();

    Reconciling(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /**
     * One thing that was found.
     *
     * @param done what is said of it when it was repaired
     * @param repair does that; nothing where no repair is possible without ending the host
     */
    record Found(int index, String host, String what, String remedy, String done, List<Runnable> repair) {
        static Found repairable(LiveHost host, String name, String what, String done, Runnable repair) {
            return new Found(host.index(), name, what, "call reconcile()", done, List.of(repair));
        }

        static Found unrepairable(int index, String host, String what, String remedy) {
            return new Found(index, host, what, remedy, remedy, List.of());
        }
    }

    /** Says what there is, and changes nothing. */
    FleetDrift drift() {
        Set<Integer> gone = look();
        gone.forEach(
                index -> found.add(Found.unrepairable(index, name(index), "is gone", "call reconcile(), or launch()")));
        return said(found.stream().map(one -> drift(one, false, one.remedy())).toList());
    }

    /** Repairs what can be repaired. */
    FleetDrift repair() {
        Set<Integer> gone = look();
        found.sort(Comparator.comparing(Found::index));
        List<Drift> items = new ArrayList<>();
        for (Found one : found) {
            items.add(repaired(one));
        }
        if (!gone.isEmpty()) {
            items.addAll(launched(gone));
        }
        return said(items);
    }

    private Drift repaired(Found one) {
        if (one.repair().isEmpty()) {
            return drift(one, false, one.remedy());
        }
        try {
            one.repair().forEach(Runnable::run);
            LOG.info("fleet={} host={} step=repair: {}; {}", settings.name(), one.host(), one.what(), one.done());
            return drift(one, true, one.done());
        } catch (FleetException e) {
            if (Ec2Errors.isInterruption(e)) {
                throw e;
            }
            return drift(one, false, "cannot be repaired (" + e.getMessage() + "), replace(\"" + one.host() + "\")");
        }
    }

    private List<Drift> launched(Set<Integer> gone) {
        boolean differs = found.stream().anyMatch(one -> one.repair().isEmpty());
        Launch.run(ec2, settings, differs ? Scope.of(gone) : Scope.ALL);
        return gone.stream()
                .map(index -> Maker.get().drift(name(index), "is gone", "launched again", true))
                .toList();
    }

    /** Looks at everything, and returns the indices of hosts that are gone. */
    private Set<Integer> look() {
        LiveFleet live = LiveFleet.read(ec2, settings.name());
        List<Integer> missing = IntStream.range(0, settings.hosts().size())
                .filter(index -> live.at(index).isEmpty())
                .boxed()
                .toList();
        Set<Integer> gone = new TreeSet<>(missing);
        List<LiveHost> lost = new LostHosts(ec2, settings).find(missing, live);
        for (LiveHost host : lost) {
            gone.remove(host.index());
            found.addAll(HostRepair.lost(ec2, settings, host));
        }
        for (LiveHost host : live.hosts()) {
            if (host.index() < settings.hosts().size()) {
                found.addAll(HostRepair.of(ec2, settings, host));
            }
        }
        if (found.stream()
                .noneMatch(one -> one.what().startsWith(HostRepair.TAGS))) { // else they cannot be compared yet
            for (Difference one : Differences.between(settings, live)) {
                found.add(Found.unrepairable(
                        one.host().index(), one.host().name(), one.what().replaceFirst("^:? ", ""), one.remedy()));
            }
        }
        return gone;
    }

    private String name(int index) {
        return settings.hosts().get(index).name();
    }

    private static Drift drift(Found one, boolean repaired, String remedy) {
        return Maker.get().drift(one.host(), one.what(), remedy, repaired);
    }

    private FleetDrift said(List<Drift> items) {
        return Maker.get().fleetDrift(settings.name(), items);
    }
}
