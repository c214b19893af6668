package io.github.ipv6fleet.ec2sim.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides what goes wrong with a call. Thread-safe. */
@FunctionalInterface
public interface Trouble {
    /** What happens to the next call of that action. */
    Effect next(String action);

    /** How a call ends for who made it. */
    enum Ending {
        /** It is answered. */
        ANSWER,
        /** The connection ends before the call has an effect. */
        RESET,
        /** The connection ends after it. */
        LOST,
        /** Half of the answer comes. */
        MALFORMED
    }

    /**
     * What happens to a call.
     *
     * @param error answered in the place of the call's effect
     * @param delay how much later than otherwise it is answered
     */
    record Effect(@Nullable Ec2Error error, Duration delay, Ending ending) {
        public static final Effect NONE = new Effect(null, Duration.ZERO, Ending.ANSWER);
    }
}
