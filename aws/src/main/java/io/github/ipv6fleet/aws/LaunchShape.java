package io.github.ipv6fleet.aws;

/** By which calls hosts come to be, and so how many and how fast; see {@link LaunchForecast}. */
public enum LaunchShape {
    /** One RunInstances for each host, with all of its addresses. */
    ADDRESS_RUN,

    /** One RunInstances for each host, and one AssignIpv6Addresses for its prefix: the default. */
    PLANNED_PREFIX,

    /** One RunInstances for up to a hundred hosts, whose prefixes EC2 chooses. */
    PREFIX_CHOSEN_BY_EC2,

    /** An interface for each host that outlives it, with all of its addresses, and one RunInstances on it. */
    RETAINED_ADDRESS_RUN,

    /** The same, with one AssignIpv6Addresses for the interface's prefix. */
    RETAINED_PLANNED_PREFIX
}
