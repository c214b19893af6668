package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.internal.StandardRenderers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The chosen renderers of a host, in order. The default is {@link #standard()}. Immutable, safe for use by several
 * threads as long as its renderers are.
 */
public final class Renderers {
    private final List<HostRenderer> renderers;

    private Renderers(List<HostRenderer> renderers) {
        this.renderers = List.copyOf(renderers);
    }

    /**
     * Returns everything that makes a host of a plan: {@code host-name}, {@code apt}, {@code cloud-init},
     * {@code netplan}, {@code networkd}, {@code host-address}, {@code forwarding}, {@code docker-daemon}, {@code docker-install}, {@code docker-network}.
     */
    public static Renderers standard() {
        return new Renderers(StandardRenderers.all());
    }

    /** Returns these renderers with one more: in the place of the one with its id, else at the end. */
    public Renderers with(HostRenderer renderer) {
        requireNonNull(renderer, "renderer");
        List<HostRenderer> changed = new ArrayList<>(renderers);
        int place = ids().indexOf(renderer.id());
        if (place >= 0) {
            changed.set(place, renderer);
        } else {
            changed.add(renderer);
        }
        return new Renderers(changed);
    }

    /**
     * Returns these renderers without one.
     *
     * @throws IllegalArgumentException if none has that id
     */
    public Renderers without(String id) {
        if (!ids().contains(id)) {
            throw new IllegalArgumentException(
                    "renderer \"" + id + "\": there is none of that id; there are " + String.join(", ", ids()));
        }
        return new Renderers(
                renderers.stream().filter(one -> !one.id().equals(id)).toList());
    }

    /** Returns the ids of the renderers, in order. */
    public List<String> ids() {
        return renderers.stream().map(HostRenderer::id).toList();
    }

    /**
     * Returns the whole configuration of a host.
     *
     * @throws PlanException if two renderers write one file; it names both
     */
    public HostConfig render(HostPlan plan, HostProfile profile) {
        requireNonNull(plan, "plan");
        requireNonNull(profile, "profile");
        HostConfig.Builder whole = HostConfig.builder();
        Map<String, String> writers = new HashMap<>();
        List<SpecProblem> problems = new ArrayList<>();
        for (HostRenderer renderer : renderers) {
            HostConfig part = requireNonNull(renderer.render(plan, profile), () -> renderer.id() + " rendered null");
            boolean alone = true;
            for (HostFile file : part.files()) {
                String other = writers.putIfAbsent(file.path(), renderer.id());
                if (other != null) {
                    alone = false;
                    problems.add(new SpecProblem(
                            "renderers " + other + " and " + renderer.id(),
                            "both write " + file.path(),
                            "leave one out with without(\"" + other + "\"), or give both the same id"));
                }
            }
            if (alone) {
                whole.merge(part);
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return whole.build();
    }

    @Override
    public String toString() {
        return String.join(", ", ids());
    }
}
