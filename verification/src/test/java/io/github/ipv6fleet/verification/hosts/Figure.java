package io.github.ipv6fleet.verification.hosts;

import java.time.Duration;
import java.util.Locale;

/** What is measured of a cell, and how long it may take where nothing else runs on the machine. */
enum Figure {
    /** From the start of the slowest machine to the first line of the boot program: Debian's and cloud-init's own time. */
    SYSTEM("Debian and cloud-init", Duration.ZERO),
    /** From the first line of the boot program to the answer of the container, of the slowest host. */
    OWN_STEP("our boot step", Duration.ofSeconds(5)),
    /** The same program to its last line, which comes when all containers have stayed up for two seconds. */
    PROGRAM("the boot program", Duration.ZERO),
    /** From the call of {@code launch()} to the moment at which the last container has answered a request. */
    ANSWERS("launch() to the last answer", Duration.ofSeconds(20)),
    /** The whole test, with everything that it makes and removes. */
    TEST("the whole test", Duration.ofSeconds(60));

    private final String title;
    private final Duration limit;

    Figure(String title, Duration limit) {
        this.title = title;
        this.limit = limit;
    }

    String title() {
        return title;
    }

    /** None, where it is zero: that time is not ours. */
    Duration limit() {
        return limit;
    }

    /** How it is called in a file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
