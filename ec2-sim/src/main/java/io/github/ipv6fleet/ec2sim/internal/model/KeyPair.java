package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;

/** A key pair; only the public half is known. */
public record KeyPair(String id, String name, String type, String fingerprint, String publicKey, Instant created) {}
