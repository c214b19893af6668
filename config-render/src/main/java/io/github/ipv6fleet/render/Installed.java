package io.github.ipv6fleet.render;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.internal.RendererIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Renderers that a ServiceLoader found. */
final class Installed {
    private Installed() {}

    /** Returns them sorted by id; two of one id are refused, for which of them came first would be chance. */
    static <T> List<T> sorted(Iterable<T> found, Function<T, String> id) {
        Map<String, T> byId = new TreeMap<>();
        List<SpecProblem> problems = new ArrayList<>();
        for (T renderer : found) {
            T other = byId.putIfAbsent(RendererIds.checked(id.apply(renderer), renderer), renderer);
            if (other != null) {
                problems.add(new SpecProblem(
                        "installed renderers " + other.getClass().getName() + " and "
                                + renderer.getClass().getName(),
                        "both have the id " + id.apply(renderer),
                        "take one of them from the class path or module path, or give it another id"));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return List.copyOf(byId.values());
    }
}
