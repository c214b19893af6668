package io.github.ipv6fleet.aws.internal;

import java.util.Locale;

/** What a launch is doing. */
enum LaunchPhase {
    /** Reads what EC2 has, for the plan and the preflight. */
    READ,
    PLAN,
    RENDER,
    /** Launches, and assigns prefixes. */
    ACT,
    /** Waits until hosts run, and reads back. */
    WAIT,
    ROLL_BACK;

    /** As it stands in a report. */
    String reported() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
