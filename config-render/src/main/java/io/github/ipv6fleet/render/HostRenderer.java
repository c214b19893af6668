package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.function.BiFunction;

/**
 * Renders one part of a host's configuration. Must be a pure function, safe for use by several threads: same plan and
 * profile, same bytes, in another JVM too. So no clock, no chance, nothing in the order of a {@code Set.of} or
 * {@code Map.of}, and no default locale or time zone; or {@code launch()} takes hosts that run for others than are wanted.
 * Where EC2 chooses the blocks, the plan is that of a host {@code self-configuring} whose addresses the host replaces
 * later: write them whole, by {@code toString()}. Text that enters a file must be quoted as that file's format asks; what enters a
 * command is quoted by {@link HostCommand#with}.
 */
@Experimental
public interface HostRenderer {
    /**
     * Returns what the renderer is known by, 1 to 63 lower-case letters, digits and single hyphens, such as
     * {@code docker-install}. Always the same; one of another form is refused where the renderer is added.
     */
    String id();

    /**
     * Returns this renderer's part of the configuration, empty if it has none for such a host.
     *
     * @param plan what the host should be
     * @param profile what kind of host it is
     */
    HostConfig render(HostPlan plan, HostProfile profile);

    /** Returns a renderer made of a function. */
    static HostRenderer of(String id, BiFunction<HostPlan, HostProfile, HostConfig> function) {
        requireNonNull(id, "id");
        requireNonNull(function, "function");
        return new HostRenderer() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public HostConfig render(HostPlan plan, HostProfile profile) {
                return function.apply(plan, profile);
            }

            @Override
            public String toString() {
                return id;
            }
        };
    }
}
