package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.HostDiff.Change;
import java.util.List;
import java.util.Locale;

/**
 * What would happen on the way from what is to a plan: hosts to launch, to keep, to remove, and those that drifted from
 * it. Immutable, safe for use by several threads.
 */
public final class PlanDiff {
    private final String fleet;
    private final List<HostDiff> hosts;

    private PlanDiff(String fleet, List<HostDiff> hosts) {
        this.fleet = fleet;
        this.hosts = List.copyOf(hosts);
    }

    static PlanDiff of(FleetPlan plan, FleetPlan before) {
        return new PlanDiff(plan.name(), DiffFinder.between(plan, before));
    }

    static PlanDiff of(FleetPlan plan, List<SubnetSnapshot> now) {
        return new PlanDiff(plan.name(), DiffFinder.between(plan, now));
    }

    /** Returns every host: those of the plan in its order, then those that are not in it. */
    public List<HostDiff> hosts() {
        return hosts;
    }

    /** Returns the hosts to which that would happen. */
    public List<HostDiff> hosts(Change change) {
        requireNonNull(change, "change");
        return hosts.stream().filter(host -> host.change() == change).toList();
    }

    /** Returns whether all is as planned: every host is kept. */
    public boolean changesNothing() {
        return hosts.stream().allMatch(host -> host.change() == Change.KEEP);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlanDiff diff && fleet.equals(diff.fleet) && hosts.equals(diff.hosts);
    }

    @Override
    public int hashCode() {
        return 31 * fleet.hashCode() + hosts.hashCode();
    }

    /** Returns a line of counts, then a line for each host that is not kept. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("fleet ").append(fleet).append(": ");
        String mark = "";
        for (Change change : Change.values()) {
            text.append(mark)
                    .append(hosts(change).size())
                    .append(' ')
                    .append(change.name().toLowerCase(Locale.ROOT));
            mark = ", ";
        }
        hosts.stream()
                .filter(host -> host.change() != Change.KEEP)
                .forEach(host -> text.append('\n').append(host));
        return text.toString();
    }
}
