package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wanted of a fleet: its name, its hosts, where their blocks come from, and what the instance type allows.
 * By default blocks are planned prefixes. Immutable, safe for use by several threads.
 */
public final class FleetSpec {
    private final String name;
    private final InterfaceLimits limits;
    private final BlockSource blockSource;
    private final List<HostSpec> hosts;

    private FleetSpec(Builder builder, List<HostSpec> hosts) {
        name = builder.name;
        limits = builder.limits;
        blockSource = builder.blockSource;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * Returns a builder of a fleet without hosts.
     *
     * @param name the fleet's name: 1 to 63 lower-case letters, digits and inner hyphens
     * @param limits what the instance type of all hosts allows
     */
    public static Builder builder(String name, InterfaceLimits limits) {
        return new Builder(Names.checked("fleet", name), requireNonNull(limits, "limits"));
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns what the instance type of all hosts allows. */
    public InterfaceLimits limits() {
        return limits;
    }

    /** Returns where the container blocks come from. */
    public BlockSource blockSource() {
        return blockSource;
    }

    /** Returns the hosts; a host's place in the list is its index. */
    public List<HostSpec> hosts() {
        return hosts;
    }

    /** Collects what is wanted. Not for use by several threads at once. */
    public static final class Builder {
        private final String name;
        private final InterfaceLimits limits;
        private BlockSource blockSource = BlockSource.plannedPrefix();
        private final List<HostSpec> hosts = new ArrayList<>();
        private int count;

        private Builder(String name, InterfaceLimits limits) {
            this.name = name;
            this.limits = limits;
        }

        /** Says where the container blocks come from; default: {@link BlockSource#plannedPrefix()}. */
        public Builder blockSource(BlockSource source) {
            blockSource = requireNonNull(source, "source");
            return this;
        }

        /** Adds a host, with the pins it has. */
        public Builder host(HostSpec host) {
            hosts.add(requireNonNull(host, "host"));
            return this;
        }

        /**
         * Says how many hosts the fleet has in all. Those not added by {@link #host} follow the added ones, without
         * pins, and are called FLEET-N, N being the place counted from 1. Default: the added ones.
         */
        public Builder hosts(int count) {
            if (count <= 0) {
                throw new IllegalArgumentException(
                        "hosts(" + count + "): a fleet has at least one host; to end one, call terminate() on it");
            }
            this.count = count;
            return this;
        }

        /**
         * Returns the spec; the builder can be used further.
         *
         * @throws PlanException if there is no host, fewer than were named, or one name twice
         */
        public FleetSpec build() {
            List<SpecProblem> problems = new ArrayList<>();
            if (count == 0 && hosts.isEmpty()) {
                problems.add(new SpecProblem("fleet " + name, "has no hosts", "say how many, such as hosts(2)"));
            }
            if (count > 0 && count < hosts.size()) {
                problems.add(new SpecProblem(
                        "hosts(" + count + ")",
                        hosts.size() + " hosts are named",
                        "give at least hosts(" + hosts.size() + "), or name fewer"));
            }
            List<HostSpec> all = new ArrayList<>(hosts);
            while (all.size() < count) {
                all.add(HostSpec.builder(name + "-" + (all.size() + 1)).build());
            }
            Set<String> names = new HashSet<>();
            for (HostSpec host : all) {
                if (!names.add(host.name())) {
                    problems.add(new SpecProblem("host " + host.name(), "is there twice", "give each its own name"));
                }
            }
            if (!problems.isEmpty()) {
                throw new PlanException(problems);
            }
            return new FleetSpec(this, all);
        }
    }
}
