package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.internal.FleetPicture;
import io.github.ipv6fleet.render.internal.RendererIds;
import io.github.ipv6fleet.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The chosen renderers of a fleet, in order, and those that come with the library. The default is {@link #standard()}.
 * Immutable, safe for use by several threads as long as its renderers are.
 */
public final class FleetRenderers {
    private final List<FleetRenderer> renderers;

    private FleetRenderers(List<FleetRenderer> renderers) {
        this.renderers = List.copyOf(renderers);
    }

    /** Returns {@link #table()}, {@link #json()} and {@link #picture()}. */
    public static FleetRenderers standard() {
        return new FleetRenderers(List.of(table(), json(), picture()));
    }

    /** Returns the renderer {@code table}: {@code fleet.txt}, a line per host. */
    public static FleetRenderer table() {
        return FleetRenderer.of("table", plan -> List.of(FleetFile.of("fleet.txt", plan.toTable() + "\n")));
    }

    /** Returns the renderer {@code json}: {@code fleet.json}, which {@link FleetPlan#fromJson} reads back. */
    public static FleetRenderer json() {
        return FleetRenderer.of("json", plan -> List.of(FleetFile.of("fleet.json", plan.toJson() + "\n")));
    }

    /**
     * Returns the renderer {@code picture}: {@code fleet.mmd}, a Mermaid flowchart that GitHub and others draw. It
     * shows the way from the Internet through the VPC router to the subnets, and in them each host with its address,
     * container block, container network, bridge and named containers.
     *
     * <p>A picture holds 50 hosts, and of each host 6 named containers; the number of others is said. More hosts
     * have more pictures: {@code fleet-2.mmd} and so on. So a picture stays below the 50,000 characters and 500 links
     * that Mermaid draws by default ({@code maxTextSize} and {@code maxEdges} of its configuration).
     */
    public static FleetRenderer picture() {
        return FleetRenderer.of("picture", FleetPicture::files);
    }

    /**
     * Returns these renderers with those that {@link ServiceLoader} finds, as {@link Renderers#withInstalled} does.
     *
     * @throws PlanException if two of those found have one id; it names both classes
     * @throws IllegalArgumentException if the id of one is none; it names the class
     */
    public FleetRenderers withInstalled() {
        FleetRenderers all = this;
        for (FleetRenderer renderer : Installed.sorted(ServiceLoader.load(FleetRenderer.class), FleetRenderer::id)) {
            all = all.with(renderer);
        }
        return all;
    }

    /**
     * Returns these renderers with one more: in the place of the one with its id, else at the end.
     *
     * @throws IllegalArgumentException if its id is not of 1 to 63 lower-case letters, digits and single hyphens
     */
    public FleetRenderers with(FleetRenderer renderer) {
        requireNonNull(renderer, "renderer");
        List<FleetRenderer> changed = new ArrayList<>(renderers);
        int place = ids().indexOf(RendererIds.checked(renderer.id(), renderer));
        if (place >= 0) {
            changed.set(place, renderer);
        } else {
            changed.add(renderer);
        }
        return new FleetRenderers(changed);
    }

    /**
     * Returns these renderers without one.
     *
     * @throws IllegalArgumentException if none has that id
     */
    public FleetRenderers without(String id) {
        requireNonNull(id, "id");
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("renderer \"" + Shown.of(id) + "\": there is none of that id; there are "
                    + String.join(", ", ids()));
        }
        return new FleetRenderers(
                renderers.stream().filter(one -> !one.id().equals(id)).toList());
    }

    /** Returns the ids of the renderers, in order. */
    public List<String> ids() {
        return renderers.stream().map(FleetRenderer::id).toList();
    }

    /**
     * Returns all files about a fleet, in the order of the renderers.
     *
     * @throws PlanException if two renderers write one file; it names both. Or if a renderer refuses, throws anything else
     *     or returns null; then it names that one
     */
    public List<FleetFile> render(FleetPlan plan) {
        requireNonNull(plan, "plan");
        List<FleetFile> files = new ArrayList<>();
        Map<String, String> writers = new HashMap<>();
        List<SpecProblem> problems = new ArrayList<>();
        for (FleetRenderer renderer : renderers) {
            String id = renderer.id();
            for (FleetFile file : ask(renderer, plan)) {
                files.add(file);
                String other = writers.putIfAbsent(file.path(), id);
                if (other != null) {
                    problems.add(clash(other, id, file.path()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return List.copyOf(files);
    }

    private static List<FleetFile> ask(FleetRenderer renderer, FleetPlan plan) {
        return RendererCall.ask(renderer.id(), () -> "fleet " + plan.name(), () -> {
            List<FleetFile> files = renderer.render(plan);
            return files == null ? null : List.copyOf(files);
        });
    }

    private static SpecProblem clash(String one, String other, String path) {
        return one.equals(other)
                ? new SpecProblem("renderer " + one, "writes " + path + " twice", "give each file its own path")
                : new SpecProblem(
                        "renderers " + one + " and " + other,
                        "both write " + path,
                        "leave one out with without(\"" + one + "\"), or give both the same id");
    }

    @Override
    public String toString() {
        return String.join(", ", ids());
    }
}
