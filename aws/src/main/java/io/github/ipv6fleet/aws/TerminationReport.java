package io.github.ipv6fleet.aws;

import java.util.List;

/** What ending a fleet did. Immutable, safe for use by several threads. */
public final class TerminationReport {
    private final List<String> terminated;
    private final List<String> leftOver;

    /**
     * Makes a report.
     *
     * @param terminated ids of the instances that are gone
     * @param leftOver ids of the fleet's instances and interfaces that are still there
     */
    TerminationReport(List<String> terminated, List<String> leftOver) {
        this.terminated = List.copyOf(terminated);
        this.leftOver = List.copyOf(leftOver);
    }

    /** Returns the ids of the instances that are gone. */
    public List<String> terminated() {
        return terminated;
    }

    /** Returns the ids of the fleet's instances and interfaces that are still there; empty when nothing was left. */
    public List<String> leftOver() {
        return leftOver;
    }

    @Override
    public String toString() {
        return terminated.size() + " instances terminated, " + (leftOver.isEmpty() ? "nothing" : leftOver) + " left";
    }
}
