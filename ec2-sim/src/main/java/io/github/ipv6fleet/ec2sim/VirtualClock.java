package io.github.ipv6fleet.ec2sim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that passes only while everybody waits for it: seconds of EC2 take microseconds. By default it starts at
 * 2026-01-01T00:00:00Z, and stands still until somebody sleeps.
 *
 * <p>Whoever sleeps on it waits until all who take part do so; then time jumps to the moment at which the first of them
 * wakes. With one thread nothing needs to be said: each sleep returns at once, and time has passed. Where several threads
 * work side by side, each takes part: between {@link #enter} and {@link #leave}, or as a {@link #task}. A thread that takes
 * part and waits for something else than time, such as another thread, must leave meanwhile, or time stands still for ever.
 * Waiting for a simulator's answer is no such thing: the simulator sleeps in the place of the thread that called it.
 *
 * <p>Safe for use by several threads.
 */
public final class VirtualClock implements InstantSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ReentrantLock lock = new ReentrantLock();

    /** By the moment at which they wake, and of one moment by who slept first, so that every run is the same. */
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(
            Comparator.comparing((Sleeper sleeper) -> sleeper.until).thenComparingLong(sleeper -> sleeper.number));

    private Instant now;
    private long lastNumber;
    private int participants;

    private static final class Sleeper {
        final Instant until;
        final long number;
        final Condition woken;
        boolean awake;

        Sleeper(Instant until, long number, Condition woken) {
            this.until = until;
            this.number = number;
            this.woken = woken;
        }
    }

    /** Returns a clock that starts at 2026-01-01T00:00:00Z. */
    public VirtualClock() {
        this(START);
    }

    /** Returns a clock that starts at that moment. */
    public VirtualClock(Instant start) {
        now = requireNonNull(start, "start");
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until that much time has passed; not at all if it is zero or negative.
     *
     * @throws InterruptedException if the thread is interrupted before; time passes without it then
     */
    public void sleep(Duration time) throws InterruptedException {
        requireNonNull(time, "time");
        lock.lockInterruptibly();
        try {
            if (time.isZero() || time.isNegative()) {
                return;
            }
            Sleeper sleeper = new Sleeper(now.plus(time), ++lastNumber, lock.newCondition());
            sleepers.add(sleeper);
            passWhileAllSleep();
            try {
                while (!sleeper.awake) {
                    sleeper.woken.await();
                }
            } finally {
                sleepers.remove(sleeper); // is there still only after an interruption
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes part from now on: time stands still unless as many threads sleep as take part. */
    public void enter() {
        lock.lock();
        try {
            participants++;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes part no longer.
     *
     * @throws IllegalStateException if nobody does
     */
    public void leave() {
        lock.lock();
        try {
            if (participants == 0) {
                throw new IllegalStateException("leave() without enter(); call each once, the one after the other");
            }
            participants--;
            passWhileAllSleep();
        } finally {
            lock.unlock();
        }
    }

    /** Returns a task, to be run once, that takes part from this moment on, before a thread has begun it, until it ends. */
    public Runnable task(Runnable task) {
        requireNonNull(task, "task");
        enter();
        return () -> {
            try {
                task.run();
            } finally {
                leave();
            }
        };
    }

    /** Lets that much time pass, whoever sleeps; those whose time has come wake. */
    public void advance(Duration time) {
        if (requireNonNull(time, "time").isNegative()) {
            throw new IllegalArgumentException("advance(" + time + "): time does not go back; give zero or more");
        }
        lock.lock();
        try {
            wakeUntil(now.plus(time));
        } finally {
            lock.unlock();
        }
    }

    private void passWhileAllSleep() {
        while (!sleepers.isEmpty() && sleepers.size() >= participants) {
            wakeUntil(sleepers.element().until);
        }
    }

    private void wakeUntil(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
        while (!sleepers.isEmpty() && !sleepers.element().until.isAfter(now)) {
            Sleeper sleeper = sleepers.remove();
            sleeper.awake = true;
            sleeper.woken.signal();
        }
    }

    /** Returns the moment. */
    @Override
    public String toString() {
        return "virtual " + instant();
    }
}
