package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The time of this machine, or the caller's. Threads are the executor's, which may run everything later, or nothing at all: the caller's
 * own thread works too, so that an operation ends even on a pool that is full of operations.
 */
final class SystemTime implements Time {
    private final Executor executor;
    private final FleetTime time;

    /** Uses the caller's executor, which is never closed; by default daemon threads that live as long as their work. */
    SystemTime(@Nullable Executor executor) {
        this(executor, FleetTime.system());
    }

    SystemTime(@Nullable Executor executor, FleetTime time) {
        this.executor = executor != null ? executor : SystemTime::start;
        this.time = time;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "ipv6-fleet");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void sleep(Duration length) throws InterruptedException {
        time.sleep(length);
    }

    @Override
    public void together(int workers, Runnable work) {
        List<Helper> helpers = new ArrayList<>();
        for (int i = 1; i < workers; i++) {
            Helper helper = new Helper(work);
            Runnable worker = time.worker(helper);
            try {
                executor.execute(worker);
            } catch (RejectedExecutionException e) {
                helper.leave();
                worker.run(); // does nothing now, but who counts workers must not wait for this one
                break; // fewer do it
            }
            helpers.add(helper);
        }
        try {
            work.run();
        } finally {
            time.await(() -> join(helpers));
        }
    }

    private static void join(List<Helper> helpers) {
        boolean interrupted = false;
        for (Helper helper : helpers) {
            while (!helper.isOver()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    helpers.forEach(Helper::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Work on a thread of somebody's, which is interrupted only while it does that work. */
    private static final class Helper implements Runnable {
        private final Runnable work;
        private @Nullable Thread thread;
        private boolean interrupted;
        private boolean over;

        Helper(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (over) {
                    return;
                }
                thread = Thread.currentThread();
            }
            try {
                work.run();
            } finally {
                synchronized (this) {
                    thread = null;
                    over = true;
                    if (interrupted) {
                        Thread.interrupted(); // the interrupt was for our work, not for the pool's next
                    }
                    notifyAll();
                }
            }
        }

        synchronized boolean isOver() {
            return over;
        }

        synchronized void interrupt() {
            if (thread != null) {
                interrupted = true;
                thread.interrupt();
            }
        }

        /** Does not begin any more. */
        synchronized void leave() {
            over = true;
        }

        /** Waits for the end of what has begun; what has not begun never will. */
        synchronized void join() throws InterruptedException {
            if (thread == null) {
                over = true;
            }
            while (!over) {
                wait();
            }
        }
    }
}
