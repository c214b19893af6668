package io.github.ipv6fleet.aws.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time with several threads, of which one runs at a time: whoever sleeps hands the turn to the one that wakes
 * first, of two with one moment to the one that asked first. So every run is the same run, and no thread waits for
 * anything but its turn. A caller that waits for its workers has no turn until the last has ended.
 *
 * <p>With chance given, that chooses among those with one moment: then whoever sleeps for no time at all lets any other
 * go first that could, and a seed stands for an order of everything.
 */
final class VirtualThreads implements Time {
    private final PriorityQueue<Turn> sleeping =
            new PriorityQueue<>(Comparator.comparing(Turn::wake).thenComparing(Turn::order));
    private final @Nullable Random chance;
    private Instant now;
    private long orders;

    VirtualThreads(Instant start) {
        this(start, null);
    }

    VirtualThreads(Instant start, @Nullable Random chance) {
        this.now = start;
        this.chance = chance;
    }

    /** The right to run from a moment on. Guarded by the time it belongs to. */
    private static final class Turn {
        private final Instant wake;
        private final long order;
        private boolean come;

        Turn(Instant wake, long order) {
            this.wake = wake;
            this.order = order;
        }

        Instant wake() {
            return wake;
        }

        long order() {
            return order;
        }
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Lets time go on while nobody sleeps. */
    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Turn mine = turn(now.plus(time));
        sleeping.add(mine);
        next();
        await(mine);
    }

    @Override
    public void together(int workers, Runnable work) {
        int[] others = {Math.max(0, workers - 1)};
        Turn[] joining = {null};
        for (int i = others[0]; i > 0; i--) {
            Turn first;
            synchronized (this) {
                first = turn(now);
                sleeping.add(first);
            }
            Thread thread = new Thread(() -> {
                await(first);
                try {
                    work.run();
                } finally {
                    synchronized (this) {
                        others[0]--;
                        if (others[0] == 0 && joining[0] != null) {
                            sleeping.add(joining[0]);
                        }
                        next();
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        work.run();
        synchronized (this) {
            if (others[0] > 0) {
                joining[0] = turn(Instant.MIN); // at once, when its time has come
                next();
                await(joining[0]);
            }
        }
    }

    private Turn turn(Instant wake) {
        return new Turn(wake, chance == null ? orders++ : chance.nextLong());
    }

    private void next() {
        Turn next = sleeping.poll();
        if (next != null) {
            now = next.wake.isAfter(now) ? next.wake : now;
            next.come = true;
            notifyAll();
        }
    }

    /** Nobody is interrupted while others have the turn; the interrupt is seen at the next sleep. */
    private synchronized void await(Turn turn) {
        boolean interrupted = false;
        while (!turn.come) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
