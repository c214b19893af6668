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
        for (DockerEngine engine : profile.engines()) {
            if (!fits(profile.exposure(), engine)) {
                problems.add(new SpecProblem(
                        "exposure " + profile.exposure() + " on " + engine,
                        "it filters IPv6, its routed networks drop ping, and it has no mode without NAT",
                        "take engine 28 or newer, or 26.1 and older"));
            }
        }
        DockerEngine engine = profile.engine();
        if (profile.engineSource() == EngineSource.dockerRepository()
                && !EngineSource.dockerBuilds(engine, profile.operatingSystem())) {
            int first = EngineSource.firstBuiltFor(profile.operatingSystem());
            problems.add(new SpecProblem(
                    engine + " from " + profile.engineSource(),
                    "it has none before " + first + ".0 for " + profile.operatingSystem(),
                    "take engine " + first + " or newer, or an image that has it and EngineSource.onImage()"));
        }
        problems.addAll(ContainerCheck.problems(profile));
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    /** Before 27 the engine leaves IPv6 to us; from 28 on it has modes that do what we want; 27 has neither. */
    static boolean fits(Exposure exposure, DockerEngine engine) {
        return exposure == Exposure.OPEN_DOCKER0_2018 || !engine.filtersIpv6ByDefault() || engine.hasRoutedMode();
    }
}
