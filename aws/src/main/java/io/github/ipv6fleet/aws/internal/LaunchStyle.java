package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Block;
import org.jspecify.annotations.Nullable;

/**
 * How the hosts of a fleet are launched, and what is kept of them.
 *
 * @param hostsPerCall at most, where EC2 chooses the blocks
 * @param retainInterfaces whether interfaces are made first, and stay when their instance goes
 * @param keepPartial whether a launch that fails returns the hosts that did come up
 * @param reserved the block that is fenced for the fleet by a CIDR reservation; null for none
 */
public record LaunchStyle(
        int hostsPerCall,
        boolean retainInterfaces,
        boolean keepPartial,
        @Nullable Ipv6Block reserved) {
    /** What AWS recommends: five requests of a hundred rather than one of five hundred (EC2 API reference, RunInstances). */
    public static final LaunchStyle DEFAULT = new LaunchStyle(100, false, false, null);
}
