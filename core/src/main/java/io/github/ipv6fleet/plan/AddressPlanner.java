package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides the addresses of a fleet. Pins are honoured or refused by name, and a host that a snapshot shows keeps what it
 * has; every other gets, host after host, the lowest address and block that are free, so that adding hosts at the end
 * moves none before them, unless they are pinned to what those had: {@link FleetSpec.Builder#keep} holds a plan. Single addresses are taken first from /80s that EC2 can no longer delegate, so that they cost
 * no whole one. Same input, same plan. Stateless, safe for use by several threads.
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
        requireNonNull(spec, "spec");
        requireNonNull(subnet, "subnet");
        return plan(spec, List.of(subnet));
    }

    /**
     * Plans the hosts of {@code spec} in several subnets, and spreads those that are bound to none evenly: each goes to
     * the zone with the fewest hosts, there to the subnet with the fewest, of equal ones to the first in the list. Where
     * that is full, the next one takes it.
     *
     * @throws PlanException as {@link #plan(FleetSpec, SubnetSnapshot)}
     */
    public static FleetPlan plan(FleetSpec spec, List<SubnetSnapshot> subnets) {
        requireNonNull(spec, "spec");
        requireNonNull(subnets, "subnets");
        refuseIfAny(unplannable(spec));
        // In subnets that cannot be, nothing else can be told.
        refuseIfAny(SubnetCheck.problems(spec, subnets));
        List<SpecProblem> problems = new ArrayList<>(Quota.problems(spec));
        List<Site> sites = new ArrayList<>(subnets.size());
        for (SubnetSnapshot subnet : subnets) {
            sites.add(new Site(subnet, spec));
        }
        List<Pin> pins = new PinCheck(spec, sites, problems).pins();
        refuseIfAny(problems);
        List<HostPlan> plans = plans(spec, sites, pins, problems);
        refuseIfAny(problems);
        return FleetPlan.planned(spec.name(), plans);
    }

    private static List<HostPlan> plans(FleetSpec spec, List<Site> sites, List<Pin> pins, List<SpecProblem> problems) {
        for (Pin pin : pins) {
            if (pin.site() != null) {
                pin.site().take(pin);
            }
        }
        Spread spread = new Spread(sites);
        List<HostPlan> plans = new ArrayList<>(pins.size());
        boolean anywhere = false;
        Set<Site> tooSmall = new HashSet<>();
        for (int i = 0; i < pins.size(); i++) {
            Pin pin = pins.get(i);
            Placed place = pin.site() != null ? pin.site().place(pin) : place(spread);
            if (place != null) {
                plans.add(planned(spec.hosts().get(i), place, spec.blockSource(), problems));
            } else {
                tooSmall.addAll(pin.site() == null ? sites : List.of(pin.site()));
                anywhere |= pin.site() == null;
            }
        }
        if (anywhere) {
            problems.add(noRoom(spec, sites));
        } else if (!tooSmall.isEmpty()) {
            sites.stream().filter(tooSmall::contains).forEach(site -> problems.add(noRoom(spec, List.of(site))));
        }
        return plans;
    }

    private static @Nullable Placed place(Spread spread) {
        for (Site site = spread.next(); site != null; site = spread.next()) {
            Placed place = site.place(Pin.NONE);
            if (place != null) {
                spread.count(site);
                return place;
            }
        }
        return null;
    }

    private static HostPlan planned(HostSpec host, Placed place, BlockSource source, List<SpecProblem> problems) {
        Ipv6Block network = source.containerNetworkIn(place.block());
        Map<String, Ipv6Address> containers = ContainerAddresses.in(network, host, problems);
        return HostPlan.planned(host.name(), place, source, network, containers);
    }

    private static List<SpecProblem> unplannable(FleetSpec spec) {
        return spec.blockSource().isChosenByEc2()
                ? List.of(new SpecProblem(
                        "fleet " + spec.name(),
                        "its blocks are chosen by EC2 when it is launched, so that there is nothing to plan before",
                        "launch it and read its plan then, or use BlockSource.plannedPrefix()"))
                : List.of();
    }

    private static void refuseIfAny(List<SpecProblem> problems) {
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    /** Says what is free where, and what keeps the rest. */
    private static SpecProblem noRoom(FleetSpec spec, List<Site> asked) {
        String where = asked.size() == 1
                ? "the subnet " + asked.get(0).subnet()
                : "subnets "
                        + String.join(
                                ", ",
                                asked.stream().map(site -> site.subnet().id()).toList());
        int room = asked.stream().mapToInt(Site::placed).sum();
        String state = String.join("; ", asked.stream().map(Site::room).toList());
        return new SpecProblem(
                "fleet " + spec.name() + " of " + hosts(spec.hosts().size()),
                where + (asked.size() == 1 ? " has" : " have") + " room for " + hosts(room) + " with "
                        + (spec.blockSource().isAddressRun() ? "an " : "a ") + spec.blockSource() + " (" + state + ")",
                "ask for fewer hosts, free blocks or reservations there, or add a subnet");
    }

    private static String hosts(int count) {
        return count == 1 ? "1 host" : count + " hosts";
    }
}
