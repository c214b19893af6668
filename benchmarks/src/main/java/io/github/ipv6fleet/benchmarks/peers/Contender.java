package io.github.ipv6fleet.benchmarks.peers;

import io.github.ipv6fleet.plan.HostPlan;
import java.util.List;

/** Who plans: from what is in use to hosts that can be read, each with the lowest free address and the lowest free /126. */
public enum Contender {
    /** This library, by its public API. */
    IPV6FLEET,
    /** IPAddress, {@code IPv6AddressSeqRangeList}. */
    IPADDRESS,
    /** Guava, {@code TreeRangeSet}. */
    GUAVA_TREE,
    /** Guava, {@code ImmutableRangeSet}, which is built in one go. */
    GUAVA_IMMUTABLE,
    /** commons-ip-math, {@code SortedRangeSet}. */
    IP_MATH;

    /** Returns that many hosts. */
    public List<HostPlan> plan(Work work, int hosts) {
        return switch (this) {
            case IPV6FLEET -> Ipv6FleetPlanner.plan(work, hosts);
            case IPADDRESS -> FirstFit.plan(IpAddressPeer.free(work), hosts);
            case GUAVA_TREE -> FirstFit.plan(GuavaPeer.freeByTree(work), hosts);
            case GUAVA_IMMUTABLE -> FirstFit.plan(GuavaPeer.freeInOneGo(work), hosts);
            case IP_MATH -> FirstFit.plan(IpMathPeer.free(work), hosts);
        };
    }
}
