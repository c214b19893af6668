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
import java.util.TreeSet;

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
     * @throws IllegalArgumentException if the id of one is none; it names the class
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
     * @throws IllegalArgumentException if its id is not of 1 to 63 lower-case letters, digits and single hyphens
     */
    public Renderers with(HostRenderer renderer) {
        requireNonNull(renderer, "renderer");
        List<HostRenderer> changed = new ArrayList<>(renderers);
        int place = ids().indexOf(RendererIds.checked(renderer.id(), renderer));
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
     *     writes a daemon.json with which an engine of the profile would not start, refuses, throws anything else or
     *     returns null; then it names that one, and the host
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
     * standard ones. The digits stand for the ids that are left out, and for the id and the work of each renderer that is
     * added or takes the place of another, in their order. What this library's own renderers make does not count, so that
     * a newer version of it leaves the digits as they are. The host that is asked for is {@code self-configuring}; a
     * renderer that throws for it, as it knows other hosts only, counts by its id.
     */
    @Experimental
    public String fingerprint(HostProfile profile) {
        requireNonNull(profile, "profile");
        Set<String> left = new TreeSet<>(STANDARD.ids());
        ids().forEach(left::remove);
        if (foreign.isEmpty() && left.isEmpty()) {
            return "";
        }
        Fingerprint all = new Fingerprint();
        left.forEach(id -> all.add("without " + id));
        renderers.stream().filter(foreign::contains).forEach(renderer -> {
            all.add("with " + renderer.id());
            addWork(all, renderer, profile);
        });
        return all.digits();
    }

    private static void addWork(Fingerprint all, HostRenderer renderer, HostProfile profile) {
        if (renderer instanceof ComposeFileRenderer file) {
            all.add(file.text());
        } else if (!(renderer instanceof ComposeRenderer)) {
            try {
                all.add(ask(renderer, StandIn.plan(profile), profile));
            } catch (PlanException refused) {
                all.add("refused");
            }
        }
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
