package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.HostPlan;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One RunInstances call of a fleet and the hosts that it makes: a host is the call and its place in it. Most calls make
 * one host; where EC2 chooses the blocks a call makes many, and all that differs between them comes from EC2.
 *
 * @param first the index of its first host in the fleet; by it the call is known
 * @param names of its hosts
 * @param plan of its only host; null where EC2 chooses the blocks
 */
record LaunchCall(
        String subnetId,
        int first,
        List<String> names,
        @Nullable HostPlan plan) {
    static LaunchCall of(int index, HostPlan plan, String subnetId) {
        return new LaunchCall(subnetId, index, List.of(plan.name()), plan);
    }

    int count() {
        return names.size();
    }

    IntStream indices() {
        return IntStream.range(first, first + count());
    }

    /** The plan, where the caller knows that there is one. */
    HostPlan planned() {
        if (plan == null) {
            throw new IllegalStateException(this + " has no plan: EC2 chooses its blocks");
        }
        return plan;
    }

    String token(String fleet, int generation) {
        return FleetIdentity.clientToken(fleet, subnetId, generation, first);
    }

    /** Such as {@code edge-1}, or {@code edge-1 to edge-100}. */
    @Override
    public String toString() {
        return count() == 1 ? names.get(0) : names.get(0) + " to " + names.get(count() - 1);
    }
}
