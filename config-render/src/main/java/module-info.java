import org.jspecify.annotations.NullMarked;

/**
 * Turns the plan of a host into its files and its cloud-init user data, and the plan of a fleet into files about it.
 * Pure functions: same plan, same bytes.
 */
@NullMarked
module io.github.ipv6fleet.render {
    requires static org.jspecify;
    requires transitive io.github.ipv6fleet.core;
    requires com.fasterxml.jackson.core;
    requires org.yaml.snakeyaml;

    exports io.github.ipv6fleet.render;

    uses io.github.ipv6fleet.render.FleetRenderer;
    uses io.github.ipv6fleet.render.HostRenderer;
}
