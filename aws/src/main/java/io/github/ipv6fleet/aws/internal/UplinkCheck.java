package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.plan.InterfaceLimits;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.stream.Stream;

/** Whether a host finds its uplink by the driver that it is matched by. */
final class UplinkCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.types().stream()
                .map(Surroundings::limits)
                .filter(type ->
                        !type.nitro() && seen.settings().profile().uplink().equals(UplinkMatch.DEFAULT))
                .map(InterfaceLimits::instanceType)
                .map(type -> FindingKind.UPLINK_NOT_KNOWN.found(
                        "instance type " + type,
                        "is not built on Nitro, and may lack the driver ena by which a host finds its uplink",
                        "choose a Nitro type, such as t3.small, or say how: profile(HostProfile.builder()"
                                + ".uplink(UplinkMatch.name(\"eth0\")).build())",
                        type));
    }
}
