package io.github.ipv6fleet.aws.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** How often each action was called, throttled and tried again. Safe for use by several threads. */
final class CallCounts {
    /**
     * The counts of one action.
     *
     * @param calls every try
     * @param throttles tries that EC2 refused because there were too many
     * @param retries tries after the first
     */
    record Count(int calls, int throttles, int retries) {
        Count plus(Count other) {
            return new Count(calls + other.calls, throttles + other.throttles, retries + other.retries);
        }
    }

    private static final Count CALL = new Count(1, 0, 0);
    private static final Count THROTTLE = new Count(0, 1, 0);
    private static final Count RETRY = new Count(0, 0, 1);

    private final Map<String, Count> byAction = new TreeMap<>();

    void called(String action) {
        add(action, CALL);
    }

    void throttled(String action) {
        add(action, THROTTLE);
    }

    void triedAgain(String action) {
        add(action, RETRY);
    }

    private synchronized void add(String action, Count count) {
        byAction.merge(action, count, Count::plus);
    }

    synchronized Map<String, Count> byAction() {
        return new TreeMap<>(byAction);
    }

    int reads() {
        return calls(CallCounts::isRead);
    }

    int writes() {
        return calls(action -> !isRead(action));
    }

    private int calls(Predicate<String> which) {
        return byAction().entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .mapToInt(entry -> entry.getValue().calls())
                .sum();
    }

    /** Whether an action changes nothing. */
    static boolean isRead(String action) {
        return action.startsWith("Describe") || action.startsWith("Get");
    }
}
