package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.plan.FleetPlan;
import java.util.List;
import java.util.function.Function;

/**
 * Renders files about a whole fleet: a table, a picture, a DNS zone. Must be a pure function, safe for use by several
 * threads: same plan, same bytes. Text that enters a file must be quoted as that file's format asks.
 */
@Experimental
public interface FleetRenderer {
    /**
     * Returns what the renderer is known by, 1 to 63 lower-case letters, digits and single hyphens, such as
     * {@code picture}. Always the same; one of another form is refused where the renderer is added.
     */
    String id();

    /** Returns this renderer's files, none if it has nothing to say about such a fleet. */
    List<FleetFile> render(FleetPlan plan);

    /** Returns a renderer made of a function. */
    static FleetRenderer of(String id, Function<FleetPlan, List<FleetFile>> function) {
        requireNonNull(id, "id");
        requireNonNull(function, "function");
        return new FleetRenderer() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public List<FleetFile> render(FleetPlan plan) {
                return function.apply(plan);
            }

            @Override
            public String toString() {
                return id;
            }
        };
    }
}
