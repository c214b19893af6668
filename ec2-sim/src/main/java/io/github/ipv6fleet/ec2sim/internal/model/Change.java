package io.github.ipv6fleet.ec2sim.internal.model;

/** What happens to an instance that a machine behind it would notice. */
public enum Change {
    BOOT,
    REBOOT,
    STOP,
    TERMINATE
}
