package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchReport;
import io.github.ipv6fleet.plan.FleetPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about. Parts that have nothing to do with it are empty.
 *
 * @param hosts the names of hosts
 * @param instances their instances, in that order; also such of which no host is said
 * @param failures why hosts failed
 * @param action the EC2 action that was refused
 * @param plan of the fleet, once there is one
 * @param report what the launch cost, at its end
 */
public record About(
        List<String> hosts,
        List<String> instances,
        List<HostFailure> failures,
        String action,
        @Nullable FleetPlan plan,
        @Nullable LaunchReport report) {
    static final About NOTHING = new About(List.of(), List.of(), List.of(), "", null, null);

    /** Copies the lists. */
    public About {
        hosts = List.copyOf(hosts);
        instances = List.copyOf(instances);
        failures = List.copyOf(failures);
    }

    static About host(String host, String instanceId) {
        return NOTHING.hosts(List.of(host)).instances(List.of(instanceId));
    }

    About hosts(List<String> some) {
        return new About(some, instances, failures, action, plan, report);
    }

    About instances(List<String> some) {
        return new About(hosts, some, failures, action, plan, report);
    }

    About failure(HostFailure one) {
        return new About(List.of(one.host()), instances, List.of(one), action, plan, report);
    }

    About action(String name) {
        return new About(hosts, instances, failures, name, plan, report);
    }

    About plan(@Nullable FleetPlan whole) {
        return new About(hosts, instances, failures, action, whole, report);
    }

    About report(LaunchReport whole) {
        return new About(hosts, instances, failures, action, plan, whole);
    }
}
