package io.github.ipv6fleet.verification.hosts;

import java.util.List;

/**
 * Where one network interface of EC2 is plugged in.
 *
 * @param name of the router's end, such as {@code p1}
 * @param ipv4 its private address; empty text in a subnet without IPv4
 * @param ipv6 the address that DHCPv6 gives it; empty text if it has none
 * @param groups the ids of its security groups
 */
record VpcPort(
        String name,
        String instanceId,
        String interfaceId,
        String mac,
        String ipv4,
        String ipv6,
        List<String> groups) {}
