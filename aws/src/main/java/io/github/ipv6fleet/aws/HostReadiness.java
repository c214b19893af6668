package io.github.ipv6fleet.aws;

import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.render.BootLog;
import io.github.ipv6fleet.render.BootState;

/** How far a host has come with its boot, by what its console says. Immutable, safe for use by several threads. */
@Experimental
public final class HostReadiness {
    private final LaunchedHost host;
    private final BootLog log;

    /** Makes a readiness of a console. */
    HostReadiness(LaunchedHost host, BootLog log) {
        this.host = host;
        this.log = log;
    }

    /** Returns the host. */
    public LaunchedHost host() {
        return host;
    }

    /** Returns how far it has come: {@link BootState#CONTAINERS_UP} is all the way. */
    public BootState state() {
        return log.state();
    }

    /** Returns whether its engine and every declared container are up. */
    public boolean isReady() {
        return state() == BootState.CONTAINERS_UP;
    }

    /** Returns the boot as the console tells it: its steps, why one failed, and what that said last. */
    public BootLog log() {
        return log;
    }

    /** Returns such as {@code edge-1: CONTAINERS_UP}, or the step that failed, why, and its last lines. */
    @Override
    public String toString() {
        return host.name() + ": " + log + (log.lines().isEmpty() ? "" : "\n  " + String.join("\n  ", log.lines()));
    }
}
