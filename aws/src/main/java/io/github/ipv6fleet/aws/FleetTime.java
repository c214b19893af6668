package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock that an operation reads and sleeps by; given to a builder by {@code Ipv6Fleet.Builder.time}. By default it is
 * {@link #system()}. With another one a program that launches fleets is tested in simulated time: with ec2-sim's
 * {@code VirtualClock} a launch of minutes takes seconds.
 *
 * <p>Only {@link #now} and {@link #sleep} must be there. A clock that stands still while somebody works also wants to know
 * who works: {@link #worker} says that a thread begins, {@link #await} that one only waits for others. With
 * {@code VirtualClock} these four are {@code instant}, {@code sleep}, {@code task}, and the wait between {@code leave} and
 * {@code enter}; the thread that calls the operation takes part in the clock as any other.
 *
 * <p>Used by all threads of an operation at once. What a method throws ends the operation.
 */
@Experimental
public interface FleetTime {
    /** Returns the time of this machine. */
    static FleetTime system() {
        return new SystemFleetTime();
    }

    /** Returns this moment; it never goes back. */
    Instant now();

    /**
     * Waits that long; not at all if that is zero.
     *
     * @throws InterruptedException if the thread is interrupted before or meanwhile
     */
    void sleep(Duration time) throws InterruptedException;

    /**
     * Returns what a thread that works beside the caller's is to run, before it begins: {@code work}, with something
     * before and after it. It is run once, or not at all where nothing is left to do. By default it is {@code work} itself.
     */
    default Runnable worker(Runnable work) {
        return requireNonNull(work, "work");
    }

    /** Runs {@code wait}, in which this thread only waits for others of the operation; by default just that. */
    default void await(Runnable wait) {
        requireNonNull(wait, "wait").run();
    }
}
