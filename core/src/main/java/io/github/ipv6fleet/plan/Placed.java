package io.github.ipv6fleet.plan;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.net.SubnetSnapshot;

/** Where a host is to be. */
record Placed(SubnetSnapshot subnet, Ipv6Address address, Ipv6Block block) {}
