package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.stream.Stream;

/** Whether the instance types can have the addresses that a host needs, and have an architecture in common. */
final class TypeCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return Stream.concat(
                seen.types().stream().map(Surroundings::limits).flatMap(limits -> tooSmall(seen, limits)),
                withoutCommonArchitecture(seen));
    }

    private static Stream<Finding> tooSmall(Seen seen, InterfaceLimits limits) {
        FleetSettings settings = seen.settings();
        try {
            FleetSpec.builder(settings.name(), limits)
                    .blockSource(settings.blockSource())
                    .alternatives(seen.alternatives())
                    .host(settings.hosts().get(0))
                    .build()
                    .checkInstanceType();
            return Stream.of();
        } catch (PlanException e) {
            return e.problems().stream().map(problem -> found(kind(settings, limits), problem, limits.instanceType()));
        }
    }

    private static FindingKind kind(FleetSettings settings, InterfaceLimits limits) {
        if (limits.ipv6Addresses() == 0) {
            return FindingKind.TYPE_WITHOUT_IPV6;
        }
        return limits.ipv6Addresses() < settings.blockSource().quotaOfHost()
                ? FindingKind.TYPE_ALLOWS_TOO_FEW_ADDRESSES
                : FindingKind.TYPE_WITHOUT_PREFIXES;
    }

    private static Stream<Finding> withoutCommonArchitecture(Seen seen) {
        try {
            if (!seen.types().isEmpty()) {
                Surroundings.architectures(seen.types());
            }
            return Stream.of();
        } catch (PlanException e) {
            return e.problems().stream()
                    .map(problem -> found(
                            FindingKind.TYPES_WITHOUT_COMMON_ARCHITECTURE,
                            problem,
                            seen.settings().instanceTypes().toArray(String[]::new)));
        }
    }

    private static Finding found(FindingKind kind, SpecProblem problem, String... types) {
        return kind.found(problem.given(), problem.problem(), problem.remedy(), types);
    }
}
