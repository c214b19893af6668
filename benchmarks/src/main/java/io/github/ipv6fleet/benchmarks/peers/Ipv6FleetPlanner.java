package io.github.ipv6fleet.benchmarks.peers;

import io.github.ipv6fleet.net.SubnetSnapshot;
import io.github.ipv6fleet.plan.AddressPlanner;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.FleetSpec;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.InterfaceLimits;
import java.util.List;

/** The work as a user of this library does it; in pieces, so that each can be measured. */
public final class Ipv6FleetPlanner {
    /** The name of the fleet; hosts are NAME-1 and so on. */
    public static final String FLEET = "edge";

    private Ipv6FleetPlanner() {}

    static List<HostPlan> plan(Work work, int hosts) {
        return AddressPlanner.plan(spec(hosts), snapshot(work)).hosts();
    }

    /** Returns the subnet as it is. */
    public static SubnetSnapshot snapshot(Work work) {
        SubnetSnapshot.Builder subnet =
                SubnetSnapshot.builder("subnet-0", Work.SUBNET).inUse(Work.HIGH, work.addresses());
        work.prefixes().forEach(prefix -> subnet.inUse(Work.SUBNET.part(80, prefix)));
        return subnet.build();
    }

    /** Returns what is wanted. */
    public static FleetSpec spec(int hosts) {
        return FleetSpec.builder(FLEET, InterfaceLimits.of("r5d.large", 10, true))
                .blockSource(BlockSource.addressRun(126))
                .hosts(hosts)
                .build();
    }
}
