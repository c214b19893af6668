package io.github.ipv6fleet.aws.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Doing one thing to many, several at once. */
final class Together {
    private Together() {}

    /**
     * Does {@code work} to each item, in the order of the list as far as several at once have an order, and returns when
     * nothing runs any more. After the first that fails no further item is begun; that failure is thrown, and what failed
     * beside it is suppressed in it.
     */
    static <T> void each(Time time, int workers, List<T> items, Consumer<T> work) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        time.together(Math.min(workers, items.size()), () -> {
            while (failure.get() == null) {
                int i = next.getAndIncrement();
                if (i >= items.size()) {
                    return;
                }
                try {
                    work.accept(items.get(i));
                } catch (RuntimeException | Error e) {
                    Throwable first = failure.compareAndExchange(null, e);
                    if (first != null && first != e) {
                        first.addSuppressed(e);
                    }
                }
            }
        });
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException error) {
            throw error;
        }
    }
}
