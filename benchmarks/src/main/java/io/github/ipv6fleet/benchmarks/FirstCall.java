package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Ipv6FleetPlanner;
import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;

/**
 * What somebody waits for who plans once and ends: a program of its own in a JVM of its own, for a harness loads and
 * compiles so much besides that it would be measured too. Prints microseconds.
 */
public final class FirstCall {
    private static final int IN_USE = 250_000;
    private static final int HOSTS = 5_000;

    private FirstCall() {}

    /** Measures, in a JVM that has done nothing else: the plan, or what {@code parse} asks for, reading the first text. */
    public static void main(String[] arguments) {
        boolean parse = arguments.length > 0 && arguments[0].equals("parse");
        Work work = new Work(parse ? 0 : IN_USE, Work.Distribution.DENSE);
        long start = System.nanoTime();
        int seen = parse
                ? Ipv6Block.parse("2001:db8::/64").prefixLength()
                : plan(work).hosts().size();
        long end = System.nanoTime();
        if (seen != (parse ? 64 : HOSTS)) {
            throw new IllegalStateException("saw " + seen);
        }
        System.out.println((end - start) / 1_000);
    }

    private static FleetPlan plan(Work work) {
        SubnetSnapshot subnet = SubnetSnapshot.builder("subnet-0", Work.SUBNET)
                .inUse(Work.HIGH, work.addresses())
                .build();
        return AddressPlanner.plan(Ipv6FleetPlanner.spec(HOSTS), subnet);
    }
}
