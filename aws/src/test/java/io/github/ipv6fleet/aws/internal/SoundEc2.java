package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.TestEc2;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;

/** An EC2 in which nothing is to be found fault with. */
final class SoundEc2 {
    static final String SUBNET = "subnet-09a931730fa9e0000";
    static final String GROUP = "sg-0eaf4395729820000";
    static final String TABLE = "rtb-0d2c47b5ca0000000";
    static final String ACL = "acl-0d2c47b5ca0000000";
    static final String VPC = "vpc-0d2c47b5ca0000000";

    private SoundEc2() {}

    static TestEc2 start() {
        TestEc2 ec2 = TestEc2.inProcess(Ec2Simulator.start());
        ec2.client()
                .describeSubnets()
                .subnets()
                .forEach(subnet -> ec2.client()
                        .modifySubnetAttribute(
                                r -> r.subnetId(subnet.subnetId()).mapPublicIpOnLaunch(v -> v.value(false))));
        ec2.client().authorizeSecurityGroupIngress(r -> r.groupId(GROUP).ipPermissions(tooBig()));
        ec2.simulator().clearRequests();
        return ec2;
    }

    static IpPermission tooBig() {
        return from("icmpv6", 2, 0, "::/0");
    }

    static IpPermission from(String protocol, Integer from, Integer to, String block) {
        return IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipv6Ranges(Ipv6Range.builder().cidrIpv6(block).build())
                .build();
    }

    /** One without a place. */
    static Ipv6Fleet.Builder bare(TestEc2 ec2) {
        return Ipv6Fleet.named("edge").client(ec2.client());
    }

    static Ipv6Fleet.Builder fleet(TestEc2 ec2) {
        return bare(ec2).subnet(SUBNET).securityGroup(GROUP);
    }
}
