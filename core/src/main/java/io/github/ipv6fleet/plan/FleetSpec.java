package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.ipv6.IPv6Address;
import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted of a fleet: its name, its hosts, where their blocks come from, where they may lie, and what the
 * instance type allows. By default blocks are planned prefixes and may lie anywhere in the subnet.
 * Immutable, safe for use by several threads.
 */
public final class FleetSpec {
    private final String name;
    private final InterfaceLimits limits;
    private final List<InterfaceLimits> alternatives;
    private final BlockSource blockSource;
    private final Ipv6AddressSet excluded;
    private final @Nullable Ipv6Block window;
    private final List<HostSpec> hosts;
    private final Set<String> kept;

    /** The list is the spec's from now on. */
    private FleetSpec(Builder builder, List<HostSpec> hosts) {
        name = builder.name;
        limits = builder.limits;
        alternatives = List.copyOf(builder.alternatives);
        blockSource = builder.blockSource;
        excluded = builder.excluded.build();
        window = builder.window;
        this.hosts = Collections.unmodifiableList(hosts);
        kept = Set.copyOf(builder.kept.keySet());
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

    /** Returns the instance types that a refusal may recommend. */
    public List<InterfaceLimits> alternatives() {
        return alternatives;
    }

    /** Returns where the container blocks come from. */
    public BlockSource blockSource() {
        return blockSource;
    }

    /** Returns what nothing may be planned in. */
    public Ipv6AddressSet excluded() {
        return excluded;
    }

    /** Returns what everything must be planned in, if that was said. */
    public Optional<Ipv6Block> window() {
        return Optional.ofNullable(window);
    }

    /** Returns the hosts; a host's place in the list is its index. */
    public List<HostSpec> hosts() {
        return hosts;
    }

    /**
     * Checks whether the instance type can carry what is wanted of each host, as planning does; for fleets that are not
     * planned, as EC2 chooses their blocks.
     *
     * @throws PlanException if it cannot; names those of the {@link #alternatives} that could
     */
    public void checkInstanceType() {
        List<SpecProblem> problems = Quota.problems(this);
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    /** Returns whether a host of that name stays as it was planned before. */
    boolean keeps(String host) {
        return kept.contains(host);
    }

    /** Returns such as {@code fleet edge of 2 hosts, delegated /80, on t3.small}. */
    @Override
    public String toString() {
        return "fleet " + name + " of " + hosts.size() + " hosts, " + blockSource + ", on " + limits.instanceType();
    }

    /** Collects what is wanted. Not for use by several threads at once. */
    public static final class Builder {
        /** Sixteen /64s full of /80s; a plan is held in memory as a whole. */
        private static final int MOST_HOSTS = 1_000_000;

        private final String name;
        private final InterfaceLimits limits;
        private BlockSource blockSource = BlockSource.plannedPrefix();
        private final List<InterfaceLimits> alternatives = new ArrayList<>();
        private final Ipv6AddressSet.Builder excluded = Ipv6AddressSet.builder();
        private @Nullable Ipv6Block window;
        private final Map<String, HostPlan> kept = new HashMap<>();
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

        /** Says which types to recommend where that of the hosts does not do; default: none. */
        public Builder alternatives(Collection<InterfaceLimits> types) {
            requireNonNull(types, "types");
            alternatives.addAll(types);
            return this;
        }

        /** Keeps the planner out of an address or a block, such as {@code 2001:db8:0:0:4::/78}; default: nothing. */
        public Builder exclude(String addressOrBlock) {
            excluded.add(addressOrBlock);
            return this;
        }

        /** Keeps the planner out of a block; default: nothing. */
        public Builder exclude(Ipv6Block block) {
            excluded.add(block);
            return this;
        }

        /** Keeps the planner from one address; default: none. */
        public Builder exclude(Ipv6Address address) {
            excluded.add(address);
            return this;
        }

        /** Keeps the planner out of all of a set; default: nothing. */
        public Builder exclude(Ipv6AddressSet addresses) {
            excluded.add(addresses);
            return this;
        }

        /** Keeps the planner out of an address, block or range of IPAddress; default: nothing. */
        public Builder exclude(IPv6Address addresses) {
            excluded.add(addresses);
            return this;
        }

        /** Keeps the planner out of a range of IPAddress; default: nothing. */
        public Builder exclude(IPAddressSeqRange range) {
            excluded.add(range);
            return this;
        }

        /**
         * Keeps the fleet in one block, such as {@code 2001:db8:0:0:8::/77}, so that one route or security group rule
         * covers it. An explicit reservation around the block is then for this fleet. Default: all of the subnet.
         */
        public Builder within(String block) {
            return within(Ipv6Block.parse(block));
        }

        /** Keeps the fleet in one block; default: all of the subnet. */
        public Builder within(Ipv6Block block) {
            window = requireNonNull(block, "block");
            return this;
        }

        /** Keeps the fleet in one block, given as an address of IPAddress with its prefix length. */
        public Builder within(IPv6Address block) {
            return within(Ipv6Block.of(block));
        }

        /**
         * Leaves every host of {@code plan} where it is: a host of the same name keeps its address and block, and each
         * container that is named again its address, also when hosts before it come or go. What is no address, such as
         * the size of container networks, comes from this spec. Default: nothing is kept but what a snapshot shows.
         *
         * @throws IllegalArgumentException if it is the plan of another fleet
         */
        public Builder keep(FleetPlan plan) {
            requireNonNull(plan, "plan");
            if (!plan.name().equals(name)) {
                throw new IllegalArgumentException("the plan to keep is of fleet " + plan.name() + ", this is fleet "
                        + name + "; give the plan that was made for this one");
            }
            plan.hosts().forEach(host -> kept.put(host.name(), host));
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
            if (count > MOST_HOSTS) {
                throw new IllegalArgumentException(
                        "hosts(" + count + "): is more than " + MOST_HOSTS + "; make several fleets");
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
            List<HostSpec> all = new ArrayList<>(Math.max(count, hosts.size()));
            Set<String> given = new HashSet<>();
            for (HostSpec host : hosts) {
                all.add(asBefore(host));
                if (!given.add(host.name())) {
                    problems.add(twice(host));
                }
            }
            // The first + between texts costs a fresh JVM about as much as all the rest here.
            String prefix = name.concat("-");
            if (count > hosts.size() && !Names.isLabel(prefix.concat(Integer.toString(count)))) {
                problems.add(new SpecProblem(
                        "fleet " + name,
                        "its hosts would be called " + prefix + count + ", which is too long for a host name",
                        "name the hosts, or give the fleet a shorter name"));
                throw new PlanException(problems);
            }
            while (all.size() < count) {
                HostSpec host = HostSpec.unpinned(prefix.concat(Integer.toString(all.size() + 1)));
                all.add(asBefore(host));
                // Numbered names differ from one another.
                if (!given.isEmpty() && given.contains(host.name())) {
                    problems.add(twice(host));
                }
            }
            if (!problems.isEmpty()) {
                throw new PlanException(problems);
            }
            return new FleetSpec(this, all);
        }

        private static SpecProblem twice(HostSpec host) {
            return new SpecProblem("host " + host.name(), "is there twice", "give each its own name");
        }

        private HostSpec asBefore(HostSpec host) {
            HostPlan before = kept.isEmpty() ? null : kept.get(host.name());
            return before == null ? host : host.toBuilder().keep(before).build();
        }
    }
}
