import org.jspecify.annotations.NullMarked;

/** A renderer in a module of its own: whoever has it on the module path or the class path can have it found. */
@NullMarked
module io.github.ipv6fleet.examples.zones {
    requires static org.jspecify;
    requires transitive io.github.ipv6fleet.render;

    exports io.github.ipv6fleet.examples.zones;

    provides io.github.ipv6fleet.render.FleetRenderer with
            io.github.ipv6fleet.examples.zones.ZoneFile;
}
