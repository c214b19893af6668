package io.github.ipv6fleet.aws;

import static java.util.Objects.requireNonNull;

import inet.ipaddr.IPAddressSeqRange;
import inet.ipaddr.ipv6.IPv6Address;
import io.github.ipv6fleet.annotations.Experimental;
import io.github.ipv6fleet.aws.internal.FleetDraft;
import io.github.ipv6fleet.aws.internal.Input;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.plan.HostSpec;
import java.util.function.UnaryOperator;

/**
 * Where the hosts of a fleet are and what addresses they have: what {@link io.github.ipv6fleet.Ipv6Fleet.Builder} inherits of that.
 * Every setter checks its one value. Not for use by several threads at once.
 */
public abstract class FleetPlacement<B extends FleetPlacement<B>> extends FleetSystem<B> {
    /** Called by the library's own builder. */
    protected FleetPlacement() {}

    /**
     * Adds a subnet that hosts may be in, such as {@code subnet-09a931730fa9e0000}; it needs an IPv6 block. Over several,
     * of one VPC, hosts are spread evenly by zone; where EC2 has no room in one, the next takes them.
     */
    public B subnet(String id) {
        draft.subnetIds.add(Input.checked("subnet", requireNonNull(id, "id")));
        return self();
    }

    /**
     * Takes from the EC2 instance that this program runs on what is not said here, before or after: its subnet, security
     * groups, instance type and image, and its Region for the default client. It is read now, and
     * once. The image must be of the system that hosts are rendered for, Ubuntu 24.04 by default; else say another
     * {@link #image}.
     *
     * @throws FleetException if this is no instance, or its metadata cannot be read
     */
    @Experimental
    public B likeThisHost() {
        return likeThisHost(ThisHost.read());
    }

    /** Takes what is not said here from an instance that was read before, as {@link #likeThisHost()} does. */
    @Experimental
    public B likeThisHost(ThisHost host) {
        draft.like = requireNonNull(host, "host");
        return self();
    }

    /**
     * Says how many hosts there are in all. Those that {@link #host(String)} does not name follow the named ones
     * and are called FLEET-N, N being the place counted from 1. Default: the named ones.
     */
    public B hosts(int count) {
        FleetDraft.spec("any").hosts(count); // checks the number
        draft.count = count;
        return self();
    }

    /** Adds a host of that name, with an address and a block of the planner's choice. */
    public B host(String name) {
        return host(name, h -> h);
    }

    /** Adds a host of that name, pinned: {@code host("a", h -> h.address("...").containers(".../80"))}. */
    public B host(String name, UnaryOperator<HostSpec.Builder> pins) {
        requireNonNull(name, "name");
        requireNonNull(pins, "pins");
        draft.hosts.add(pins.apply(HostSpec.builder(name)).build());
        return self();
    }

    /** Says where container blocks come from; default: {@link BlockSource#plannedPrefix()}, a /80 per host. */
    public B blockSource(BlockSource source) {
        draft.blockSource = requireNonNull(source, "source");
        return self();
    }

    /** Keeps the planner out of an address or a block, such as {@code 2001:db8:0:0:4::/78}; default: nothing. */
    public B exclude(String addressOrBlock) {
        draft.excluded.add(requireNonNull(addressOrBlock, "addressOrBlock"));
        return self();
    }

    /** Keeps the planner out of a block; default: nothing. */
    public B exclude(Ipv6Block block) {
        draft.excluded.add(requireNonNull(block, "block"));
        return self();
    }

    /** Keeps the planner out of a range of IPAddress; default: nothing. */
    public B exclude(IPAddressSeqRange range) {
        draft.excluded.add(requireNonNull(range, "range"));
        return self();
    }

    /** Keeps the fleet in one block, such as {@code 2001:db8:0:0:8::/77}; default: all of the subnet. */
    public B within(String block) {
        return within(Ipv6Block.parse(requireNonNull(block, "block")));
    }

    /**
     * Keeps the fleet in one block, so that one route or security group rule covers it; an explicit reservation
     * around it is then for this fleet. Default: all of the subnet.
     */
    public B within(Ipv6Block block) {
        draft.window = requireNonNull(block, "block");
        return self();
    }

    /** Keeps the fleet in one block, given as an address of IPAddress with its prefix length. */
    public B within(IPv6Address block) {
        return within(Ipv6Block.of(requireNonNull(block, "block")));
    }

    /**
     * Says how many hosts one call launches at most, 1 to 1,000, where EC2 chooses the blocks; default: 100, as AWS
     * advises. Elsewhere each host is a call of its own.
     */
    @Experimental
    public B hostsPerCall(int most) {
        if (most < 1 || most > 1000) {
            throw new IllegalArgumentException("hostsPerCall(" + most + "): give 1 to 1000; 100 is usual");
        }
        draft.hostsPerCall = most;
        return self();
    }

    /**
     * Makes each host's interface first and keeps it when the host goes, so that a host that is replaced, or launched
     * again after somebody terminated it, has its addresses back; {@code terminate()} ends the interfaces too.
     * Default: interfaces go with their hosts.
     */
    @Experimental
    public B retainInterfaces() {
        draft.retainInterfaces = true;
        return self();
    }

    /**
     * Fences a block of the subnet for the fleet, such as {@code 2001:db8:0:0:8::/77}, by a CIDR reservation of type
     * explicit, in which EC2 chooses nothing for anybody; hosts are planned in it, or {@linkplain #within within} a part
     * of it, and {@code terminate()} deletes it. For fleets of one subnet. Default: no fence.
     */
    public B reserve(String block) {
        draft.reserved = Ipv6Block.parse(requireNonNull(block, "block"));
        return self();
    }
}
