package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.HostPlan;
import java.util.function.BiFunction;

/**
 * Renders one part of a host's configuration. Must be a pure function, safe for use by several threads: same plan and
 * profile, same bytes. Text that enters a file must be quoted as that file's format asks; what enters a
 * command is quoted by {@link HostCommand#with}.
 */
@Experimental
public interface HostRenderer {
    /** Returns what the renderer is known by: lower-case words, such as {@code docker-install}. Always the same. */
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
