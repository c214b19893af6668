package io.github.ipv6fleet.render;

/**
 * When a command of a host runs, in this order. Commands of one phase run in the order of their renderers. Within
 * {@link #NETWORK}, {@link #ENGINE} and {@link #CONTAINERS} the library's own commands do the work that the others are
 * named after.
 */
public enum Phase {
    /** The network is still cloud-init's; nothing should be fetched. */
    BEFORE_NETWORK,
    /** The network becomes ours; after it the host says {@code booted}. */
    NETWORK,
    /** The network is up, the packages asked for are installed, the engine is not there or not yet configured. */
    BEFORE_ENGINE,
    /** The engine is installed, started and asked for its version. */
    ENGINE,
    /** The engine answers; after it and the units asked for the host says {@code engine up}. */
    AFTER_ENGINE,
    /** The engine's network is there; containers are started, after it the host says {@code containers up}. */
    CONTAINERS
}
