package io.github.ipv6fleet.render.internal;

import java.util.Set;

/** What the boot program says on the console, for whoever reads it: {@code docs/rendering.md}, "Boot log". */
public final class BootMarks {
    /** Before a marker or the name of a step. */
    public static final String PREFIX = "ipv6-fleet: ";

    /** Before a line that a failed step said; no marker is looked for behind it. */
    public static final String QUOTE = "ipv6-fleet| ";

    /** Before a line of the self-test; no other reader looks for it. */
    public static final String SELF_TEST = "ipv6-fleet-self-test: ";

    /** The program has begun, for the first time or once more; what was said before is of an earlier run. */
    public static final String STARTING = "starting";

    /** The network is the host's own. */
    public static final String BOOTED = "booted";

    /** The engine answers, and its network and the units asked for are there. */
    public static final String ENGINE_UP = "engine up";

    /** Everything is done. */
    public static final String CONTAINERS_UP = "containers up";

    /** Before the name of the step, a colon, a space, and the reason. */
    public static final String FAILED = "FAILED ";

    /** How many lines of a failed step are said. */
    public static final int LINES = 20;

    /** How many characters a line or a reason has at most. */
    public static final int WIDTH = 300;

    private static final Set<String> MARKS = Set.of(STARTING, BOOTED, ENGINE_UP, CONTAINERS_UP);

    private BootMarks() {}

    /** Returns whether a step of that name would be taken for a marker. */
    public static boolean isMark(String step) {
        return MARKS.contains(step);
    }
}
