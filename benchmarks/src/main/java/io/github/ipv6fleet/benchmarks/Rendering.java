package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Work;
import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.UserData;

/** Renders the user data of 10,000 hosts in a JVM that has done nothing of the kind. Prints microseconds. */
public final class Rendering {
    private static final int HOSTS = 10_000;

    private Rendering() {}

    /** Plans, and then measures rendering alone: once, or as many times as the argument says, the later ones in a warm JVM. */
    public static void main(String[] arguments) {
        FleetSpec spec = FleetSpec.builder("edge", InterfaceLimits.of("t3.small", 4, true))
                .hosts(HOSTS)
                .build();
        FleetPlan plan = AddressPlanner.plan(
                spec, SubnetSnapshot.builder("subnet-0", Work.SUBNET).build());
        int times = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
        for (int i = 0; i < times; i++) {
            System.out.println(microseconds(plan));
        }
    }

    private static long microseconds(FleetPlan plan) {
        long start = System.nanoTime();
        long bytes = 0;
        for (HostPlan host : plan.hosts()) {
            bytes += UserData.of(Renderers.standard().render(host, HostProfile.DEFAULT))
                    .size();
        }
        long end = System.nanoTime();
        if (bytes < HOSTS) {
            throw new IllegalStateException("rendered " + bytes + " bytes");
        }
        return (end - start) / 1_000;
    }
}
