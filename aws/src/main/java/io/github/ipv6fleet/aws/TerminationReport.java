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
     * @param leftOver what of the fleet is still there, each its id, and why where that is known
     */
    TerminationReport(List<String> terminated, List<String> leftOver) {
        this.terminated = List.copyOf(terminated);
        this.leftOver = List.copyOf(leftOver);
    }

    /** Returns the ids of the instances that are gone. */
    public List<String> terminated() {
        return terminated;
    }

    /**
     * Returns what of the fleet is still there; empty when nothing was left. Each is the id of an instance, interface,
     * reservation or EC2 Fleet, or the name of a launch template, with the reason where EC2 refused to end it or it was
     * spared: {@code fleet-... (EC2 did not delete it...)}.
     */
    public List<String> leftOver() {
        return leftOver;
    }

    @Override
    public String toString() {
        return terminated.size() + " instances terminated, " + (leftOver.isEmpty() ? "nothing" : leftOver) + " left";
    }
}
