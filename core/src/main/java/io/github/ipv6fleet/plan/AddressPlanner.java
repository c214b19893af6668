package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6AddressSet;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides the addresses of a fleet. Pins are honoured or refused by name; everything else gets the lowest address or
 * block that is free, host after host, so that adding hosts at the end moves none before them. Same input, same
 * plan. Stateless, safe for use by several threads.
 */
public final class AddressPlanner {
    private AddressPlanner() {}

    /**
     * Plans the hosts of {@code spec} in {@code subnet}.
     *
     * @throws PlanException with every problem at once: a quota exceeded, a pin outside the subnet, reserved, in use
     *     or claimed twice, or no room left
     */
    public static FleetPlan plan(FleetSpec spec, SubnetSnapshot subnet) {
        List<SpecProblem> problems = new ArrayList<>(quotaProblems(spec));
        problems.addAll(PinCheck.problems(spec, subnet));
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
        FreeSpace free = new FreeSpace(subnet.block(), taken(spec, subnet));
        BlockSource source = spec.blockSource();
        List<HostPlan> plans = new ArrayList<>();
        for (HostSpec host : spec.hosts()) {
            Optional<Ipv6Block> address =
                    host.address().map(a -> new Ipv6Block(a, 128)).or(() -> free.takeLowest(128));
            Optional<Ipv6Block> block = host.containers().or(() -> free.takeLowest(source.prefixLength()));
            if (address.isEmpty() || block.isEmpty()) {
                throw noRoom(spec, subnet, plans.size());
            }
            plans.add(
                    HostPlan.builder(host.name(), subnet.block(), address.get().first(), block.get())
                            .subnetId(subnet.id())
                            .containerNetwork(source.containerNetworkIn(block.get()))
                            .build());
        }
        return FleetPlan.of(spec.name(), plans);
    }

    /** A host's own address counts, and so does each address of a run; a prefix counts as one. */
    private static List<SpecProblem> quotaProblems(FleetSpec spec) {
        InterfaceLimits limits = spec.limits();
        BlockSource source = spec.blockSource();
        long needed = 1 + source.quotaNeeded();
        List<SpecProblem> problems = new ArrayList<>();
        if (limits.ipv6Addresses() == 0) {
            problems.add(new SpecProblem(
                    "instance type " + limits.instanceType(), "has no IPv6", "choose another type, such as t3.small"));
        } else if (needed > limits.ipv6Addresses()) {
            problems.add(new SpecProblem(
                    "instance type " + limits.instanceType(),
                    "allows " + limits.ipv6Addresses() + " IPv6 addresses per interface, but a host needs " + needed
                            + ": its own and " + source.quotaNeeded() + " for the " + source,
                    "choose a type that allows " + needed
                            + (source.isAddressRun()
                                    ? ", or BlockSource.plannedPrefix(), whose /80 counts as one address"
                                    : "")));
        }
        if (!source.isAddressRun() && !limits.nitro()) {
            problems.add(new SpecProblem(
                    "instance type " + limits.instanceType(),
                    "is not built on Nitro, and EC2 delegates prefixes to Nitro types only",
                    "choose a Nitro type, such as t3.small"));
        }
        return problems;
    }

    /** What the planner does not choose by itself: also reservations, which fence off what somebody else plans. */
    private static Ipv6AddressSet taken(FleetSpec spec, SubnetSnapshot subnet) {
        Ipv6AddressSet.Builder taken = Ipv6AddressSet.builder().add(subnet.reservedByEc2());
        taken.add(subnet.inUse());
        subnet.reservations().forEach(r -> taken.add(r.block()));
        for (HostSpec host : spec.hosts()) {
            host.address().ifPresent(taken::add);
            host.containers().ifPresent(taken::add);
        }
        return taken.build();
    }

    private static PlanException noRoom(FleetSpec spec, SubnetSnapshot subnet, int planned) {
        return new PlanException(List.of(new SpecProblem(
                "fleet " + spec.name() + " of " + spec.hosts().size() + " hosts",
                "the subnet " + subnet + " has room for " + planned + " hosts with a " + spec.blockSource(),
                "ask for fewer hosts, free blocks or reservations there, or use another subnet")));
    }
}
