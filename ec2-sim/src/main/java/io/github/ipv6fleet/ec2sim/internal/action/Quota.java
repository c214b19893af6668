package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;

/** What an instance type lets an interface have; addresses and prefixes share one quota. */
final class Quota {
    private Quota() {}

    /** Checks an interface that a launch makes. */
    static void check(InstanceType type, Ipv6Request wanted) {
        checkKind(type, wanted.size() > 0, wanted.hasPrefixes());
        if (wanted.size() > type.ipv6AddressesPerInterface()) {
            throw Ec2Error.tooManyAddressesAtLaunch(type.name(), type.ipv6AddressesPerInterface());
        }
    }

    /** Checks an interface that is about to be attached. */
    static void check(InstanceType type, NetworkInterface each) {
        checkKind(type, each.ipv6Count() > 0, !each.ipv6Prefixes().isEmpty());
        if (each.ipv6Count() > type.ipv6AddressesPerInterface()) {
            throw Ec2Error.tooManyAddressesAtLaunch(type.name(), type.ipv6AddressesPerInterface());
        }
    }

    /** Checks what an attached interface is about to get. */
    static void checkMore(InstanceType type, NetworkInterface each, Ipv6Request more) {
        checkKind(type, more.size() > 0, more.hasPrefixes());
        checkMost(each.ipv6Count(), more.size(), type.ipv6AddressesPerInterface());
    }

    static void checkMost(int had, int more, int most) {
        if (more > most - had) {
            throw Ec2Error.tooManyAddresses();
        }
    }

    private static void checkKind(InstanceType type, boolean any, boolean prefixes) {
        if (any && !type.ipv6Supported()) {
            throw Ec2Error.typeWithoutIpv6(type.name());
        }
        if (prefixes && !type.nitro()) {
            throw Ec2Error.typeWithoutPrefixes(type.name());
        }
    }
}
