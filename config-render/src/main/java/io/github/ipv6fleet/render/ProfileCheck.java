package io.github.ipv6fleet.render;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.List;

/** Finds parts of a profile that do not go together: what an engine would refuse or, worse, silently ignore. */
final class ProfileCheck {
    private ProfileCheck() {}

    static void check(HostProfile profile) {
        List<SpecProblem> problems = new ArrayList<>();
        DockerEngine engine = profile.engine();
        if (profile.exposure() == Exposure.PUBLISHED && !engine.hasRoutedMode()) {
            problems.add(new SpecProblem(
                    "exposure PUBLISHED on " + engine,
                    engine.filtersIpv6ByDefault()
                            ? "its routed networks drop ping"
                            : "it ignores the option that closes unpublished ports without NAT",
                    "take engine 28 or newer" + (engine.filtersIpv6ByDefault() ? "" : ", or say OPEN if you mean it")));
        }
        if (profile.exposure() == Exposure.OPEN && engine.filtersIpv6ByDefault() && !engine.hasUnprotectedMode()) {
            problems.add(new SpecProblem(
                    "exposure OPEN on " + engine,
                    "it filters IPv6 and has no mode without",
                    "take engine 28 or newer, or 26.1 and older"));
        }
        if (profile.engineSource() == EngineSource.dockerRepository() && !EngineSource.dockerBuilds(engine)) {
            problems.add(new SpecProblem(
                    engine + " from " + profile.engineSource(),
                    "it has none before 26.0 for " + profile.operatingSystem(),
                    "take engine 26 or newer, or an image that has it and EngineSource.onImage()"));
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }
}
