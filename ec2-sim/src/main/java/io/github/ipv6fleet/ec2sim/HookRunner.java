package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.model.Change;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls a hook from one thread, in order. */
final class HookRunner implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HookRunner.class.getName());

    private final InstanceHook hook;
    private final World world;
    private final AtomicReference<@Nullable IllegalStateException> failure = new AtomicReference<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "ec2-sim-hook");
        made.setDaemon(true);
        return made;
    });

    HookRunner(InstanceHook hook, World world) {
        this.hook = hook;
        this.world = world;
    }

    /** The caller holds the world's lock: events are taken in the order of their causes. */
    void changed(Instance instance, Change change) {
        InstanceEvent event = new InstanceEvent(world, instance);
        try {
            thread.execute(() -> call(event, change));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "closed: {0} of {1} is not told", change, event);
        }
    }

    private void call(InstanceEvent event, Change change) {
        try {
            switch (change) {
                case BOOT -> hook.boot(event);
                case REBOOT -> hook.reboot(event);
                case STOP -> hook.stop(event);
                case TERMINATE -> hook.terminate(event);
            }
        } catch (Throwable e) { // an assertion of a test is an Error
            String message = "the hook failed at " + change + " of " + event + ": " + e;
            LOG.log(System.Logger.Level.WARNING, message, e);
            IllegalStateException kept = new IllegalStateException(message, e);
            if (!failure.compareAndSet(null, kept)) {
                IllegalStateException first = failure.get();
                if (first != null) {
                    first.addSuppressed(kept);
                }
            }
        }
    }

    void await(Duration atMost) throws InterruptedException, TimeoutException {
        synchronized (world) {
            world.tick(); // what fleets did by themselves
        }
        try {
            thread.submit(() -> {}).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IllegalStateException("the simulator is closed", e);
        }
        IllegalStateException thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
