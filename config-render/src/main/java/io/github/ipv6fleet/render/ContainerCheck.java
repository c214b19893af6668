package io.github.ipv6fleet.render;

import io.github.ipv6fleet.plan.SpecProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds declared containers that no engine could start, or would start with less than was said. */
final class ContainerCheck {
    private ContainerCheck() {}

    static List<SpecProblem> problems(HostProfile profile) {
        List<SpecProblem> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<String, String> hostPorts = new HashMap<>();
        for (Container container : profile.containers()) {
            if (!names.add(container.name())) {
                problems.add(
                        new SpecProblem("container " + container.name(), "is there twice", "give each its own name"));
            }
            if (profile.exposure() == Exposure.EGRESS_ONLY && !container.ports().isEmpty()) {
                problems.add(new SpecProblem(
                        "container " + container.name() + ": ports " + container.ports(),
                        "exposure EGRESS_ONLY opens none",
                        "publish none, or take PUBLISHED"));
            }
            for (PublishedPort port : container.ports()) {
                if (port.isMapped() && !profile.usesDocker0()) {
                    problems.add(new SpecProblem(
                            "container " + container.name() + ": port " + port,
                            "the engine ignores the host's port where containers have addresses of their own",
                            "take publish(" + port.port() + "), and the container's address"));
                }
                String other = port.isMapped()
                        ? hostPorts.putIfAbsent(port.hostPort() + "/" + port.protocol(), container.name())
                        : null;
                if (other != null) {
                    problems.add(new SpecProblem(
                            "container " + container.name() + ": port " + port,
                            "the host's port is already that of container " + other,
                            "take another port of the host"));
                }
            }
        }
        return problems;
    }
}
