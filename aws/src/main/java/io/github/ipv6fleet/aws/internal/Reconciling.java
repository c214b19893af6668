package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Drift;
import io.github.ipv6fleet.aws.FleetDrift;
import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.internal.Differences.Difference;
import io.github.ipv6fleet.aws.internal.Found.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Says what there is, and changes nothing. */
    FleetDrift drift() {
        look();
        return said(found.stream().map(one -> drift(one, false, one.remedy())).toList());
    }

    /** Repairs what can be repaired. */
    FleetDrift repair() {
        look();
        Map<Found, Drift> outcomes = new HashMap<>();
        for (Found one : found) {
            if (!one.is(Kind.GONE)) {
                outcomes.put(one, repaired(one));
            }
        }
        List<Found> gone = found.stream().filter(one -> one.is(Kind.GONE)).toList();
        if (!gone.isEmpty()) {
            launch(gone, outcomes);
        }
        return said(found.stream().map(outcomes::get).toList());
    }

    private Drift repaired(Found one) {
        if (one.repair() == null) {
            return drift(one, false, one.remedy());
        }
        try {
            one.repair().run();
            LOG.info("fleet={} host={} step=repair: {}; {}", settings.name(), one.host(), one.what(), one.done());
            return drift(one, true, one.done());
        } catch (FleetException e) {
            if (Ec2Errors.isInterruption(e)) {
                throw e;
            }
            return drift(one, false, "cannot be repaired (" + e.getMessage() + "), replace(\"" + one.host() + "\")");
        }
    }

    /** Launches those alone: whatever the others are, it does not hinder that. */
    private void launch(List<Found> gone, Map<Found, Drift> outcomes) {
        Set<Integer> indices = gone.stream().map(Found::index).collect(Collectors.toSet());
        Map<String, HostFailure> failures = new HashMap<>();
        Launch.run(ec2, settings, Scope.of(indices)).failures().forEach(one -> failures.put(one.host(), one));
        for (Found one : gone) {
            HostFailure failure = failures.get(one.host());
            outcomes.put(
                    one,
                    failure == null
                            ? drift(one, true, one.done())
                            : drift(
                                    one,
                                    false,
                                    "could not be launched (" + failure.step() + ": " + failure.reason()
                                            + "), call reconcile() again"));
        }
    }

    /** Looks at everything; what is found is then in the order of the hosts. */
    private void look() {
        LiveFleet live = LiveFleet.read(ec2, settings.name());
        HandedCheck.refuseHosts(settings.name(), live.handed(ec2));
        List<Integer> missing = IntStream.range(0, settings.hosts().size())
                .filter(index -> live.at(index).isEmpty())
                .boxed()
                .toList();
        if (!missing.isEmpty()) {
            HandedCheck.refuseEc2Fleets(ec2, settings.name());
        }
        Set<Integer> gone = new TreeSet<>(missing);
        for (LiveHost host : new LostHosts(ec2, settings).find(missing, live)) {
            gone.remove(host.index());
            found.addAll(HostRepair.lost(ec2, settings, host));
        }
        for (LiveHost host : live.hosts()) {
            if (host.index() < settings.hosts().size()) {
                found.addAll(HostRepair.of(ec2, settings, host));
            }
        }
        gone.forEach(index -> found.add(Found.gone(index, name(index))));
        compare(live);
        found.sort(Comparator.comparing(Found::index));
    }

    private void compare(LiveFleet live) {
        Set<Integer> unclear = found.stream()
                .filter(one -> one.is(Kind.IDENTITY))
                .map(Found::index)
                .collect(Collectors.toSet());
        LiveFleet clear = live.within(new Scope(index -> !unclear.contains(index)));
        for (Difference one : Differences.between(settings, clear)) {
            int index = one.host().index();
            found.add(Found.unrepairable(
                    Kind.DIFFERENCE,
                    index,
                    index < settings.hosts().size() ? name(index) : one.host().nameOrNumber(),
                    one.what().replaceFirst("^:? ", ""),
                    one.remedy()));
        }
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
