package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;

/** A VPC; both kinds of address come in one block. */
public record Vpc(String id, long order, Ipv4Block ipv4, Ipv6Block ipv6, boolean isDefault) {}
