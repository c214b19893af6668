package io.github.ipv6fleet.aws.internal;

import org.jspecify.annotations.Nullable;

/**
 * One thing of a fleet that is not as it should be.
 *
 * @param index of the host that it is about
 * @param remedy what would settle it
 * @param done what is said of it when it was repaired
 * @param repair does that; null where the host has to end for it, or is not there
 */
record Found(
        Kind kind,
        int index,
        String host,
        String what,
        String remedy,
        String done,
        @Nullable Runnable repair) {
    /** What it is about. */
    enum Kind {
        /** The tags that say what a host is: before they are back it cannot be compared with what is wanted. */
        IDENTITY,
        /** The caller's own tags. */
        TAGS,
        ADDRESSES,
        /** The host is another one than is wanted. */
        DIFFERENCE,
        /** The host is not there; those that are gone are launched together. */
        GONE
    }

    static Found repairable(Kind kind, LiveHost host, String name, String what, String done, Runnable repair) {
        return new Found(kind, host.index(), name, what, "call reconcile()", done, repair);
    }

    static Found unrepairable(Kind kind, int index, String host, String what, String remedy) {
        return new Found(kind, index, host, what, remedy, remedy, null);
    }

    static Found gone(int index, String host) {
        return new Found(Kind.GONE, index, host, "is gone", "call reconcile(), or launch()", "launched again", null);
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
