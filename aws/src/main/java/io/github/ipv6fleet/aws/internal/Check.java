package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Judges one part of what a preflight has read; pure. A new one is added to {@link #ALL}. */
interface Check {
    /** Says what has to be right before anything can be planned. */
    List<Check> OF_THE_GROUND = List.of(new SubnetCheck(), new TypeCheck());

    /** Says everything else. */
    List<Check> ALL = List.of(
            new SubnetHabitCheck(),
            new Ipv4Check(),
            new UplinkCheck(),
            new ImageCheck(),
            new RouteCheck(),
            new NetworkAclCheck(),
            new PublicAccessCheck(),
            new SecurityGroupCheck(),
            new KeyPairCheck(),
            new InterfaceQuotaCheck());

    /** Returns what was found; nothing of what could not be read. */
    Stream<Finding> of(Seen seen);
}
