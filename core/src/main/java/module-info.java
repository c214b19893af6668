import org.jspecify.annotations.NullMarked;

/** Pure IPv6 address planning: values, the state of a subnet, and the planner. No I/O, no clock, no AWS types. */
@NullMarked
@SuppressWarnings("module") // it does not see those that it exports a package to
module io.github.ipv6fleet.core {
    requires static org.jspecify;
    requires transitive inet.ipaddr;
    requires com.fasterxml.jackson.core;

    exports io.github.ipv6fleet.annotations;
    exports io.github.ipv6fleet.net;
    exports io.github.ipv6fleet.plan;
    exports io.github.ipv6fleet.text to
            io.github.ipv6fleet.aws,
            io.github.ipv6fleet.render;
}
