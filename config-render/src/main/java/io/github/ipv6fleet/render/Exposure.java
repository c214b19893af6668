package io.github.ipv6fleet.render;

/**
 * What of a container can be reached from outside. The default is {@link #PUBLISHED}. In every case containers have
 * global addresses and no NAT of IPv6; security groups and network ACLs of the VPC come on top. Containers reach out
 * in every case, and the host itself reaches its own containers. Engine 27 has {@link #OPEN_DOCKER0_2018} alone: its
 * routed networks drop ping, and it has no mode without filter or NAT.
 */
public enum Exposure {
    /**
     * Only ports that a container publishes, and ping. Engine 28 and newer does this itself. On 26.1 and older the
     * engine filters nothing and a firewall of ours does it: it knows the ports of the containers that the fleet
     * declares, not what somebody publishes by {@code docker run -p}, which stays closed.
     */
    PUBLISHED,

    /**
     * Every port of every container. On engine 26.1 and older a network that the engine leaves unfiltered; on 28 and
     * newer one of mode {@code nat-unprotected} without masquerade.
     */
    OPEN,

    /**
     * Nothing: what comes in is replies, and the ICMPv6 errors that IPv6 needs to work (RFC 4890, 4.3.1). Not even
     * ping, and not what {@code docker run -p} publishes. A firewall of ours does it on every engine.
     */
    EGRESS_ONLY,

    /**
     * Every port, by the recipe of 2018 to the letter: containers on {@code docker0} with {@code fixed-cidr-v6}, and
     * the host address with the subnet's prefix length. On engine 27 and newer this switches {@code ip6tables} off
     * for the whole daemon. Addresses cannot be pinned, so it is refused together with containers that the plan
     * names, and IPv4 is masqueraded. Take {@link #OPEN} where nothing binds you to docker0.
     */
    OPEN_DOCKER0_2018
}
