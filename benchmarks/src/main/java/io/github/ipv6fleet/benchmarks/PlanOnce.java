package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.FleetPlan;

/** Plans two hosts over what EC2 says, prints the plan, and says last how many microseconds that took from {@code main}. */
public final class PlanOnce {
    private PlanOnce() {}

    /** Takes a subnet and a security group; where EC2 is and who calls, the SDK finds. */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        FleetPlan plan = Ipv6Fleet.named("edge")
                .subnet(arguments[0])
                .securityGroup(arguments[1])
                .hosts(2)
                .plan();
        System.out.println(plan.toTable());
        System.out.println((System.nanoTime() - start) / 1_000);
    }
}
