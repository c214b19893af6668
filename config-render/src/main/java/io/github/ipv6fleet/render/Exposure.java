package io.github.ipv6fleet.render;

/**
 * What of a container can be reached from outside. The default is {@link #PUBLISHED}. In every case containers have
 * global addresses and no NAT; security groups and network ACLs of the VPC come on top.
 */
public enum Exposure {
    /** Only ports that a container publishes, and ping. Needs engine 28 or newer. */
    PUBLISHED,

    /**
     * Every port of every container. On engine 26.1 and older the engine leaves {@code docker0} unfiltered by itself;
     * on 28 and newer it is a network of mode {@code nat-unprotected} without masquerade. Not possible on 27.
     */
    OPEN,

    /**
     * Every port, by the recipe of 2018 to the letter: containers on {@code docker0} with {@code fixed-cidr-v6}, and
     * the host address with the subnet's prefix length. On engine 27 and newer this switches {@code ip6tables} off
     * for the whole daemon. Their addresses cannot be pinned. Take {@link #OPEN} where nothing binds you to docker0.
     */
    OPEN_DOCKER0_2018
}
