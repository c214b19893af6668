package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a fleet should be: its hosts with their addresses. Immutable, safe for use by several threads. */
public final class FleetPlan {
    private final String name;
    private final List<HostPlan> hosts;

    private FleetPlan(String name, List<HostPlan> hosts) {
        this.name = name;
        this.hosts = hosts;
    }

    /** Returns what the planner found; it has no overlaps by the way it was found. The list is the plan's from now on. */
    static FleetPlan planned(String name, List<HostPlan> hosts) {
        return new FleetPlan(name, Collections.unmodifiableList(hosts));
    }

    /**
     * Returns the plan of these hosts, whoever planned them.
     *
     * @param name the fleet's name: 1 to 63 lower-case letters, digits and inner hyphens
     * @param hosts at least one; a host's place in the list is its index
     * @throws PlanException if two hosts share a name or an address
     */
    public static FleetPlan of(String name, List<HostPlan> hosts) {
        requireNonNull(hosts, "hosts");
        Names.checked("fleet", name);
        List<SpecProblem> problems = new ArrayList<>();
        if (hosts.isEmpty()) {
            problems.add(new SpecProblem("fleet " + name, "has no hosts", "plan at least one"));
        }
        Set<String> names = new HashSet<>();
        Claims claims = new Claims();
        for (HostPlan host : hosts) {
            if (!names.add(host.name())) {
                problems.add(new SpecProblem("host " + host.name(), "is there twice", "give each its own name"));
            }
            if (!host.blockSource().isChosenByEc2()) { // there the host is in its block
                claims.add(host.name(), host.address());
            }
            claims.add(host.name(), host.containerBlock());
        }
        problems.addAll(claims.overlaps());
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        return new FleetPlan(name, List.copyOf(hosts));
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException if it is something else, of another version, or no plan that can be; says where
     */
    public static FleetPlan fromJson(String json) {
        requireNonNull(json, "json");
        return PlanJsonReader.read(json);
    }

    /** Returns the name of the fleet. */
    public String name() {
        return name;
    }

    /** Returns the hosts; a host's place in the list is its index. */
    public List<HostPlan> hosts() {
        return hosts;
    }

    /** Returns the host of that name. */
    public Optional<HostPlan> host(String name) {
        requireNonNull(name, "name");
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /**
     * Returns the smallest block that holds every address and container block, so that one route or rule covers it. Of a
     * fleet in one window or subnet it is part of that; in several it holds what lies between them too.
     */
    public Ipv6Block aggregate() {
        Ipv6Address lowest = hosts.get(0).address();
        Ipv6Address highest = lowest;
        for (HostPlan host : hosts) {
            for (Ipv6Block block : List.of(new Ipv6Block(host.address(), Ipv6Block.BITS), host.containerBlock())) {
                lowest = block.first().compareTo(lowest) < 0 ? block.first() : lowest;
                highest = block.last().compareTo(highest) > 0 ? block.last() : highest;
            }
        }
        long high = lowest.high() ^ highest.high();
        int bits = high != 0
                ? Long.numberOfLeadingZeros(high)
                : Long.SIZE + Long.numberOfLeadingZeros(lowest.low() ^ highest.low());
        return Ipv6Block.around(lowest, bits);
    }

    /**
     * Compares with what a subnet shows: by name; where the snapshot names no host of the fleet, by whether what is
     * planned is in use.
     *
     * @throws IllegalArgumentException if a host is planned for another subnet
     */
    public PlanDiff diff(SubnetSnapshot now) {
        requireNonNull(now, "now");
        return diff(List.of(now));
    }

    /**
     * Compares with what the subnets of the plan show, as {@link #diff(SubnetSnapshot)} does.
     *
     * @throws IllegalArgumentException if a host is planned for none of them
     */
    public PlanDiff diff(List<SubnetSnapshot> now) {
        requireNonNull(now, "now");
        return PlanDiff.of(this, now);
    }

    /**
     * Compares with another plan, host by host, by name: what would have to happen to come from that to this one.
     *
     * @throws IllegalArgumentException if it is the plan of another fleet
     */
    public PlanDiff diff(FleetPlan before) {
        requireNonNull(before, "before");
        if (!before.name.equals(name)) {
            throw new IllegalArgumentException("the plan before is of fleet " + before.name + ", this is of fleet "
                    + name + "; compare plans of one fleet");
        }
        return PlanDiff.of(this, before);
    }

    /**
     * Returns the plan as a table for people: a heading, then a line per host, columns aligned. Where containers have
     * names, the last column has these with their addresses.
     */
    public String toTable() {
        boolean named = hosts.stream().anyMatch(host -> !host.namedContainers().isEmpty());
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("HOST", "ADDRESS", "CONTAINER BLOCK", "SUBNET", named ? "CONTAINERS" : ""));
        for (HostPlan host : hosts) {
            rows.add(List.of(
                    host.name(),
                    host.address().toString(),
                    host.containerBlock().toString(),
                    host.subnetId(),
                    containers(host)));
        }
        return TextTable.of(rows);
    }

    private static String containers(HostPlan host) {
        return host.namedContainers().entrySet().stream()
                .map(container -> container.getKey() + " " + container.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Returns the plan as JSON on one line, which {@link #fromJson} reads back; its version is {@code 1}. */
    public String toJson() {
        return PlanJson.write(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetPlan plan && name.equals(plan.name) && hosts.equals(plan.hosts);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + hosts.hashCode();
    }

    /** Returns the table. */
    @Override
    public String toString() {
        return toTable();
    }
}
