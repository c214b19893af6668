package io.github.ipv6fleet.render;

import io.github.ipv6fleet.annotations.Experimental;

/** How far a host has come, by what it said on its console; the order is that of a boot. */
@Experimental
public enum BootState {
    /** Nothing of ours is on the console: the host has not come so far, or says it elsewhere. */
    SILENT,
    /** The boot program runs. */
    STARTED,
    /** The host has its address and its route: {@code booted}. */
    BOOTED,
    /** The engine that was rendered for answers, and the containers' network is there: {@code engine up}. */
    ENGINE_UP,
    /**
     * Every declared container runs, or has ended well: {@code containers up}. The boot is over; a later start of another
     * engine may still say that it failed.
     */
    CONTAINERS_UP,
    /** A step failed, and the boot went no further: {@code FAILED step: reason}. */
    FAILED
}
