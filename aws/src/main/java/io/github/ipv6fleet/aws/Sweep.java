package io.github.ipv6fleet.aws;

import java.util.List;
import java.util.function.Supplier;

/**
 * Interfaces that a fleet left behind. Finding them changed nothing; {@link #delete} removes them. Immutable, safe for use
 * by several threads.
 */
public final class Sweep {
    private final String fleet;
    private final List<String> interfaces;
    private final Supplier<List<String>> deleter;

    /**
     * Makes a sweep.
     *
     * @param interfaces ids
     * @param deleter deletes them, and returns what could not be
     */
    Sweep(String fleet, List<String> interfaces, Supplier<List<String>> deleter) {
        this.fleet = fleet;
        this.interfaces = List.copyOf(interfaces);
        this.deleter = deleter;
    }

    /** Returns the ids of the interfaces that would be deleted. */
    public List<String> interfaces() {
        return interfaces;
    }

    /**
     * Deletes the interfaces, having looked once more whether they are still left behind. Returns those that could not be
     * deleted, each with the reason; empty if all are gone.
     *
     * @throws FleetException if EC2 refuses to be read
     */
    public List<String> delete() {
        return deleter.get();
    }

    /** Returns such as {@code fleet edge left 2 interfaces behind: eni-…}. */
    @Override
    public String toString() {
        return interfaces.isEmpty()
                ? "fleet " + fleet + " left nothing behind"
                : "fleet " + fleet + " left " + interfaces.size() + " interfaces behind: "
                        + String.join(", ", interfaces);
    }
}
