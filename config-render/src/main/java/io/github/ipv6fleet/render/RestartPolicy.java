package io.github.ipv6fleet.render;

/** When a container that has ended is started again. systemd sees to it, not the engine. */
public enum RestartPolicy {
    /** Always, also after it ended well; the default. For what serves. */
    ALWAYS,
    /** Only if it ended with another status than 0. */
    ON_FAILURE,
    /** Never; the next reboot starts it anew. For what is done once per boot. */
    NEVER
}
