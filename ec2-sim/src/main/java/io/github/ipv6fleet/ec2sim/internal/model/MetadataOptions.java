package io.github.ipv6fleet.ec2sim.internal.model;

/** How an instance reaches its metadata service; every field is one of EC2's words. */
public record MetadataOptions(
        String httpTokens, int hopLimit, String httpEndpoint, String httpProtocolIpv6, String instanceMetadataTags) {}
