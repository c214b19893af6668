package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.render.Exposure;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessMode;
import software.amazon.awssdk.services.ec2.model.BlockPublicAccessStates;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether VPC Block Public Access lets the subnets be reached; what EC2 says of a subnet has its exclusions in it. */
final class PublicAccessCheck implements Check {
    private static final String ALLOW =
            "aws ec2 modify-vpc-block-public-access-options --internet-gateway-block-mode off";

    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.subnets().stream().flatMap(subnet -> of(seen, subnet));
    }

    private static Stream<Finding> of(Seen seen, Subnet subnet) {
        BlockPublicAccessStates states = subnet.blockPublicAccessStates();
        BlockPublicAccessMode mode = states == null ? null : states.internetGatewayBlockMode();
        String remedy = ALLOW + "; or exclude the subnet: aws ec2 create-vpc-block-public-access-exclusion --subnet-id "
                + subnet.subnetId() + " --internet-gateway-exclusion-mode allow-bidirectional";
        if (mode == BlockPublicAccessMode.BLOCK_BIDIRECTIONAL) {
            return Stream.of(FindingKind.PUBLIC_ACCESS_IS_BLOCKED.found(
                    "subnet " + subnet.subnetId(),
                    "VPC Block Public Access blocks both directions",
                    remedy,
                    subnet.subnetId()));
        }
        if (mode == BlockPublicAccessMode.BLOCK_INGRESS
                && seen.settings().profile().exposure() != Exposure.EGRESS_ONLY) {
            return Stream.of(FindingKind.PUBLIC_INGRESS_IS_BLOCKED.found(
                    "subnet " + subnet.subnetId(),
                    "VPC Block Public Access blocks what comes in",
                    remedy,
                    subnet.subnetId()));
        }
        return Stream.of();
    }
}
