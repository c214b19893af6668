package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether subnets can be planned in together. */
final class SubnetCheck {
    private SubnetCheck() {}

    static List<SpecProblem> problems(FleetSpec spec, List<SubnetSnapshot> subnets) {
        List<SpecProblem> problems = new ArrayList<>();
        if (subnets.isEmpty()) {
            problems.add(new SpecProblem("fleet " + spec.name(), "has no subnet to be in", "give at least one"));
            return problems;
        }
        Set<String> ids = new HashSet<>();
        for (SubnetSnapshot subnet : subnets) {
            if (!ids.add(subnet.id())) {
                problems.add(new SpecProblem("subnet " + subnet.id(), "is there twice", "give each once"));
            }
        }
        if (subnets.size() > 1) {
            checkApart(subnets, problems);
        }
        if (spec.window().isPresent()) {
            checkWindow(spec.window().get(), subnets, problems);
        }
        return problems;
    }

    private static void checkApart(List<SubnetSnapshot> subnets, List<SpecProblem> problems) {
        List<SubnetSnapshot> sorted = new ArrayList<>(subnets);
        sorted.sort(Comparator.comparing(SubnetSnapshot::block));
        SubnetSnapshot outer = sorted.get(0);
        for (SubnetSnapshot subnet : sorted.subList(1, sorted.size())) {
            if (!outer.block().contains(subnet.block())) {
                outer = subnet;
            } else if (!outer.id().equals(subnet.id())) {
                problems.add(new SpecProblem(
                        "subnet " + subnet, "overlaps " + outer, "check the blocks; EC2 has no such subnets in a VPC"));
            }
        }
    }

    private static void checkWindow(Ipv6Block window, List<SubnetSnapshot> subnets, List<SpecProblem> problems) {
        if (subnets.stream().noneMatch(subnet -> subnet.block().overlaps(window))) {
            problems.add(new SpecProblem(
                    "window " + window,
                    "has nothing in common with "
                            + subnets.stream().map(SubnetSnapshot::toString).collect(Collectors.joining(", ")),
                    "take it from there"));
        }
    }
}
