package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan that somebody gave is launched as it is: what is said beside it may not change it. */
public final class GivenPlan {
    private GivenPlan() {}

    /** Returns what was said of a fleet that its plan says otherwise. */
    public static List<SpecProblem> problems(
            FleetPlan plan, @Nullable String name, @Nullable String subnetId, List<HostSpec> hosts, int count) {
        List<SpecProblem> problems = new ArrayList<>();
        String remedy = "change the plan, or leave this away";
        if (!plan.name().equals(name)) {
            problems.add(new SpecProblem("name " + name, "the plan is of " + plan.name(), remedy));
        }
        if (hosts.size() != plan.hosts().size()
                || (count > 0 && count != plan.hosts().size())) {
            problems.add(new SpecProblem(
                    Math.max(hosts.size(), count) + " hosts",
                    "the plan has " + plan.hosts().size(),
                    remedy));
        }
        for (HostPlan host : plan.hosts()) {
            if (!host.subnetId().isEmpty() && !host.subnetId().equals(subnetId)) {
                problems.add(new SpecProblem(
                        "host " + host.name() + ": planned for " + host.subnetId(),
                        "but the fleet's subnet is " + subnetId,
                        "launch a fleet for each subnet"));
            }
        }
        return problems;
    }
}
