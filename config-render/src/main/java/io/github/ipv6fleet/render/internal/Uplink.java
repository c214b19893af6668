package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.UplinkMatch;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the uplink of a host shall be, however the host is told.
 *
 * @param match how to find it
 * @param ipv4 whether it asks for an IPv4 address by DHCP; if not it asks {@link #RESOLVER} for names
 * @param mtu bytes of a packet; empty: what DHCP says
 * @param address with its prefix length
 * @param unreachable the block that nothing but more specific routes lead into: else what comes in for the rest of it
 *     would leave again by the default route, and come in again
 */
record Uplink(UplinkMatch match, boolean ipv4, OptionalInt mtu, String address, Optional<String> unreachable) {
    /** The VPC router's address in every subnet since November 2022 (aws/amazon-vpc-cni-k8s#2700). */
    static final String ROUTER = "fe80:ec2::1";

    /** Amazon's resolver over IPv6. */
    static final String RESOLVER = "fd00:ec2::253";

    static Uplink of(HostPlan plan, HostProfile profile) {
        boolean whole = plan.containerNetwork().equals(plan.containerBlock());
        return new Uplink(
                profile.uplink(),
                profile.ipv4(),
                profile.mtu(),
                plan.address() + "/" + prefixLength(plan, profile),
                whole ? Optional.empty() : Optional.of(plan.containerBlock().toString()));
    }

    private static int prefixLength(HostPlan plan, HostProfile profile) {
        return hasSubnet(profile) ? plan.subnet().prefixLength() : 128;
    }

    /** In 2018 the whole subnet was taken as on-link; the VPC router answers for each neighbour, so it works too. */
    static boolean hasSubnet(HostProfile profile) {
        return profile.exposure() == Exposure.OPEN_DOCKER0_2018;
    }
}
