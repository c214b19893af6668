package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The subnets of the VPC that hosts are launched in. */
final class Subnets {
    private Subnets() {}

    /** Returns the first, which has IPv4 and IPv6; or one that has IPv6 only, made when it is asked for first. */
    static Subnet of(Ec2Client ec2, boolean ipv4) {
        return ec2.describeSubnets().subnets().stream()
                .filter(subnet -> ipv4 ? SmallVpc.IPV4.equals(subnet.cidrBlock()) : subnet.ipv6Native())
                .findFirst()
                .orElseGet(() -> ipv6Only(ec2));
    }

    private static Subnet ipv6Only(Ec2Client ec2) {
        Vpc vpc = ec2.describeVpcs().vpcs().get(0);
        Ipv6Block all = Ipv6Block.parse(vpc.ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock());
        // The last /64, as the first ones are taken.
        Ipv6Block last = new Ipv6Block(new Ipv6Address(all.last().high(), 0), 64);
        return ec2.createSubnet(r -> r.vpcId(vpc.vpcId()).ipv6Native(true).ipv6CidrBlock(last.toString()))
                .subnet();
    }
}
