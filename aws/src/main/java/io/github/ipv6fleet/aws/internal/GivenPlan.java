package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan that somebody gave is launched as it is: what is said beside it may not change it. */
public final class GivenPlan {
    private GivenPlan() {}

    /** Returns what was said of a fleet that its plan says otherwise. */
    public static List<SpecProblem> problems(
            FleetPlan plan, @Nullable String name, Collection<String> subnetIds, List<HostSpec> hosts, int count) {
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
        Set<String> planned = plan.hosts().stream()
                .map(HostPlan::subnetId)
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String subnetId : subnetIds) {
            if (!planned.isEmpty() && !planned.contains(subnetId)) {
                problems.add(new SpecProblem(
                        "subnet " + subnetId, "the plan is for " + String.join(" and ", planned), remedy));
            }
        }
        return problems;
    }
}
