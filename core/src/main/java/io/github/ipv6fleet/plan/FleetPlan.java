package io.github.ipv6fleet.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a fleet should be: its hosts with their addresses. Immutable, safe for use by several threads. */
public final class FleetPlan {
    private final String name;
    private final List<HostPlan> hosts;

    private FleetPlan(String name, List<HostPlan> hosts) {
        this.name = name;
        this.hosts = hosts;
    }

    /**
     * Returns the plan of these hosts, whoever planned them.
     *
     * @param name the fleet's name: 1 to 63 lower-case letters, digits and inner hyphens
     * @param hosts at least one; a host's place in the list is its index
     * @throws PlanException if two hosts share a name or an address
     */
    public static FleetPlan of(String name, List<HostPlan> hosts) {
        Names.checked("fleet", name);
        List<SpecProblem> problems = new ArrayList<>();
        if (hosts.isEmpty()) {
            problems.add(new SpecProblem("fleet " + name, "has no hosts", "plan at least one"));
        }
        Set<String> names = new HashSet<>();
        for (HostPlan host : hosts) {
            if (!names.add(host.name())) {
                problems.add(new SpecProblem("host " + host.name(), "is there twice", "give each its own name"));
            }
        }
        problems.addAll(Overlaps.among(hosts));
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return new FleetPlan(name, List.copyOf(hosts));
    }

    /** Returns the name of the fleet. */
    public String name() {
        return name;
    }

    /** Returns the hosts; a host's place in the list is its index. */
    public List<HostPlan> hosts() {
        return hosts;
    }

    /** Returns the plan as a table for people: a heading, then a line per host, columns aligned. */
    public String toTable() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("HOST", "ADDRESS", "CONTAINER BLOCK", "SUBNET"));
        for (HostPlan host : hosts) {
            rows.add(List.of(
                    host.name(),
                    host.address().toString(),
                    host.containerBlock().toString(),
                    host.subnetId()));
        }
        return TextTable.of(rows);
    }

    /** Returns the plan as JSON on one line: {@code {"version":1,"name":...,"hosts":[{"name":...,"address":...,...}]}}. */
    public String toJson() {
        return PlanJson.write(this);
    }

    /** Returns the table. */
    @Override
    public String toString() {
        return toTable();
    }
}
