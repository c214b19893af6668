package io.github.ipv6fleet.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Whether an instance type can carry what a fleet wants of each host. */
final class Quota {
    private Quota() {}

    /** A host's own address counts, and so does each address of a run; a prefix counts as one. */
    static List<SpecProblem> problems(FleetSpec spec) {
        InterfaceLimits limits = spec.limits();
        BlockSource source = spec.blockSource();
        if (limits.carries(source)) {
            return List.of();
        }
        long needed = source.quotaOfHost();
        String type = "instance type " + limits.instanceType();
        if (limits.ipv6Addresses() == 0) {
            return List.of(new SpecProblem(type, "has no IPv6", "choose another type" + fitting(spec)));
        }
        if (limits.ipv6Addresses() < needed) {
            return List.of(new SpecProblem(
                    type,
                    "allows " + limits.ipv6Addresses() + " IPv6 addresses per interface, but a host needs " + needed
                            + (source.isChosenByEc2() ? "" : ": its own and " + source.quotaNeeded())
                            + " for the " + source,
                    "choose a type that allows " + needed + fitting(spec)
                            + (source.isAddressRun()
                                    ? ", or BlockSource.plannedPrefix(), whose /80 counts as one address"
                                    : "")));
        }
        return List.of(new SpecProblem(
                type,
                "is not built on Nitro, and EC2 delegates prefixes to Nitro types only",
                "choose a Nitro type" + fitting(spec)));
    }

    /** Names those of the given types that would do, or an example where none was given. */
    private static String fitting(FleetSpec spec) {
        if (spec.alternatives().isEmpty()) {
            return spec.blockSource().isAddressRun() ? "" : ", such as t3.small";
        }
        List<String> fitting = spec.alternatives().stream()
                .filter(limits -> limits.carries(spec.blockSource()))
                .map(InterfaceLimits::instanceType)
                .toList();
        return fitting.isEmpty()
                ? " (none of "
                        + spec.alternatives().stream()
                                .map(InterfaceLimits::instanceType)
                                .collect(Collectors.joining(", "))
                        + " does)"
                : ": " + String.join(", ", fitting);
    }
}
