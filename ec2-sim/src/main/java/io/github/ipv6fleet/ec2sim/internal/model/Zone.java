package io.github.ipv6fleet.ec2sim.internal.model;

/** An availability zone. */
public record Zone(String name, String id) {}
