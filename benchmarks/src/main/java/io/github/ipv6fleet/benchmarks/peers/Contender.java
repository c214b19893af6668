package io.github.ipv6fleet.benchmarks.peers;

import io.github.ipv6fleet.plan.HostPlan;
import java.util.List;

/** Who plans: from what is in use to hosts that can be read, each with the lowest free address and the lowest free /126. */
public enum Contender {
    /** This library, by its public API. */
    IPV6FLEET,
    /** IPAddress, {@code IPv6AddressSeqRangeList}, addresses added as they come. */
    IPADDRESS,
    /** Guava, {@code TreeRangeSet} of whole addresses as numbers, added as they come. */
    GUAVA_TREE,
    /** IPAddress, helped: addresses sorted before they are added. */
    IPADDRESS_SORTED,
    /** Guava, {@code TreeRangeSet}, helped: bare lower halves, sorted before they are added. */
    GUAVA_TREE_SORTED,
    /** Guava, {@code ImmutableRangeSet}, helped: bare lower halves, sorted, built in one go. */
    GUAVA_IMMUTABLE_SORTED,
    /** commons-ip-math, {@code SortedRangeSet}. */
    IP_MATH;

    /** Returns that many hosts. */
    public List<HostPlan> plan(Work work, int hosts) {
        return switch (this) {
            case IPV6FLEET -> Ipv6FleetPlanner.plan(work, hosts);
            case IPADDRESS -> FirstFit.plan(IpAddressPeer.free(work, work.addresses()), hosts);
            case GUAVA_TREE -> FirstFit.plan(GuavaAddressPeer.free(work), hosts);
            case IPADDRESS_SORTED -> FirstFit.plan(IpAddressPeer.free(work, Sorted.lows(work)), hosts);
            case GUAVA_TREE_SORTED -> FirstFit.plan(GuavaPeer.freeByTree(work), hosts);
            case GUAVA_IMMUTABLE_SORTED -> FirstFit.plan(GuavaPeer.freeInOneGo(work), hosts);
            case IP_MATH -> FirstFit.plan(IpMathPeer.free(work), hosts);
        };
    }
}
