package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.internal.ComposeFileRenderer;
import io.github.ipv6fleet.render.internal.ComposeRenderer;
import io.github.ipv6fleet.render.internal.DaemonJson;
import io.github.ipv6fleet.render.internal.Fingerprint;
import io.github.ipv6fleet.render.internal.RendererIds;
import io.github.ipv6fleet.render.internal.StandIn;
import io.github.ipv6fleet.render.internal.StandardRenderers;
import io.github.ipv6fleet.text.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The chosen renderers of a host, in order. The default is {@link #standard()}. Immutable, safe for use by several
 * threads as long as its renderers are.
 */
public final class Renderers {
    private static final Renderers STANDARD = new Renderers(StandardRenderers.all());

    private final List<HostRenderer> renderers;
    /** Those of them that are not ours. */
    private final Set<HostRenderer> foreign;

    private Renderers(List<HostRenderer> renderers) {
        this.renderers = List.copyOf(renderers);
        foreign = new HashSet<>(renderers);
        StandardRenderers.all().forEach(foreign::remove);
    }

    /**
     * Returns everything that makes a host of a plan: {@code host-name}, {@code apt}, {@code cloud-init},
     * {@code netplan}, {@code networkd}, {@code host-address}, {@code forwarding}, {@code docker-daemon},
     * {@code docker-install}, {@code firewall}, {@code docker-start}, {@code docker-network}, {@code containers},
     * {@code self-test}.
     */
    public static Renderers standard() {
        return STANDARD;
    }

    /**
     * Returns the renderer {@code compose}, which is not among the standard ones: it writes the declared containers to
     * {@code /etc/ipv6-fleet/compose.yaml} too, for who works with Compose on the host. It starts nothing.
     */
    public static HostRenderer compose() {
        return new ComposeRenderer();
    }

    /**
     * Returns the renderer {@code compose-file}, which is not among the standard ones: it places a Compose file of
     * yours as {@code /etc/ipv6-fleet/compose.yaml}, and starts it at first boot and after each reboot. Networks,
     * volumes and the like are your file's; to give a service an address of the plan, let it join the external network
     * {@code ipv6fleet} with that {@code ipv6_address}.
     *
     * @param text the file; it becomes part of the user data, so it should have no secrets in it
     */
    public static HostRenderer composeFile(String text) {
        requireNonNull(text, "text");
        if (text.isBlank()) {
            throw new IllegalArgumentException("Compose file: is empty; give one with services in it");
        }
        return new ComposeFileRenderer(text);
    }

    /**
     * Returns these renderers with those that {@link ServiceLoader} finds, sorted by their ids, so that the order of
     * the class path does not matter: each in the place of the one with its id, else at the end. A provider says
     * {@code provides io.github.ipv6fleet.render.HostRenderer with ...} in its module, or has a file of that name in
     * {@code META-INF/services}. Nothing is looked for unless this is called.
     *
     * @throws PlanException if two of those found have one id; it names both classes
     */
    public Renderers withInstalled() {
        Renderers all = this;
        for (HostRenderer renderer : Installed.sorted(ServiceLoader.load(HostRenderer.class), HostRenderer::id)) {
            all = all.with(renderer);
        }
        return all;
    }

    /**
     * Returns these renderers with one more: in the place of the one with its id, else at the end.
     *
     * @throws IllegalArgumentException if its id is not of lower-case words with hyphens
     */
    public Renderers with(HostRenderer renderer) {
        requireNonNull(renderer, "renderer");
        List<HostRenderer> changed = new ArrayList<>(renderers);
        int place = ids().indexOf(RendererIds.checked(renderer.id()));
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
        requireNonNull(id, "id");
        if (!ids().contains(id)) {
            throw new IllegalArgumentException("renderer \"" + Shown.of(id) + "\": there is none of that id; there are "
                    + String.join(", ", ids()));
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
     * @throws PlanException if two renderers write one file; it names both. Or if one that is not among the standard ones
     *     writes a daemon.json with which an engine of the profile would not start
     * @throws IllegalStateException if one that is not among the standard ones throws anything but PlanException, or
     *     returns null; it names the renderer and the host
     */
    public HostConfig render(HostPlan plan, HostProfile profile) {
        requireNonNull(plan, "plan");
        requireNonNull(profile, "profile");
        List<HostConfig> parts = new ArrayList<>(renderers.size());
        for (HostRenderer renderer : renderers) {
            parts.add(foreign.contains(renderer) ? ask(renderer, plan, profile) : renderer.render(plan, profile));
        }
        if (!foreign.isEmpty() || !haveOwnPaths(parts)) {
            throwProblems(parts, profile);
        }
        return HostConfig.of(parts);
    }

    private static HostConfig ask(HostRenderer renderer, HostPlan plan, HostProfile profile) {
        return RendererCall.ask(renderer.id(), () -> "host " + plan.name(), () -> renderer.render(plan, profile));
    }

    /**
     * Returns what tells these renderers from the standard ones: 8 hexadecimal digits, or empty text if they are the
     * standard ones. The digits are others where there are other ids, or another order of them, and where a renderer that
     * is not among the standard ones makes something else of a host of that profile. What the standard ones make does not
     * count, so that a newer version of this library leaves the digits as they are. The host that is asked for is
     * {@code self-configuring}; a renderer that throws for it, as it knows other hosts only, counts by its id.
     */
    @Experimental
    public String fingerprint(HostProfile profile) {
        requireNonNull(profile, "profile");
        if (foreign.isEmpty() && ids().equals(STANDARD.ids())) {
            return "";
        }
        HostPlan host = StandIn.plan(profile);
        Fingerprint all = new Fingerprint();
        for (HostRenderer renderer : renderers) {
            all.add(renderer.id());
            if (foreign.contains(renderer)) {
                try {
                    all.add(ask(renderer, host, profile));
                } catch (PlanException | IllegalStateException refused) {
                    all.add("refused");
                }
            }
        }
        return all.digits();
    }

    /** Asked of every host; whose paths they are is for the few of which it is not so. */
    private static boolean haveOwnPaths(List<HostConfig> parts) {
        Set<String> paths = new HashSet<>();
        for (HostConfig part : parts) {
            for (HostFile file : part.files()) {
                if (!paths.add(file.path())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Throws if there are any. */
    private void throwProblems(List<HostConfig> parts, HostProfile profile) {
        Map<String, HostRenderer> writers = new HashMap<>();
        List<SpecProblem> problems = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            HostRenderer renderer = renderers.get(i);
            HostConfig part = parts.get(i);
            int before = problems.size();
            for (HostFile file : part.files()) {
                HostRenderer other = writers.putIfAbsent(file.path(), renderer);
                if (other != null) {
                    problems.add(bothWrite(file, other, renderer));
                }
            }
            if (problems.size() == before && foreign.contains(renderer)) {
                problems.addAll(DaemonJson.problems(renderer.id(), part, profile.engines()));
            }
        }
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    private static SpecProblem bothWrite(HostFile file, HostRenderer one, HostRenderer other) {
        return new SpecProblem(
                "renderers " + one.id() + " and " + other.id(),
                "both write " + file.path(),
                "leave one out with without(\"" + one.id() + "\"), or give both the same id");
    }

    @Override
    public String toString() {
        return String.join(", ", ids());
    }
}
