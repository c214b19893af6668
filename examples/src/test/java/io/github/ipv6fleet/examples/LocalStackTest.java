package io.github.ipv6fleet.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.aws.LaunchedFleet;
import io.github.ipv6fleet.plan.BlockSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * A fleet on LocalStack, by Testcontainers, for tests that use it anyway. It knows IPv6 addresses of network interfaces, and
 * drops what else a launch asks for: so interfaces are made first, and retained. ec2-sim knows the rest.
 */
class LocalStackTest {
    /** The last that needs no licence. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    @Test
    @DisplayName("an address run on retained interfaces is launched, and ended")
    void launchesOnRetainedInterfaces() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "LocalStack: there is no Docker engine, or no image registry in reach");
        try (LocalStackContainer localStack = new LocalStackContainer(IMAGE).withServices("ec2")) {
            try {
                localStack.start();
            } catch (ContainerFetchException e) {
                abort("LocalStack: no image registry in reach: " + e.getMessage());
            }
            try (Ec2Client ec2 = client(localStack)) {
                LaunchedFleet fleet = Ipv6Fleet.named("edge")
                        .client(ec2)
                        .subnet(subnet(ec2))
                        .securityGroup(ec2.describeSecurityGroups()
                                .securityGroups()
                                .get(0)
                                .groupId())
                        .image(ec2.describeImages().images().get(0).imageId())
                        .instanceType("r5d.large")
                        .blockSource(BlockSource.addressRun(126))
                        .retainInterfaces()
                        .accept("no-default-route")
                        .accept("network-acl-blocks-ipv6")
                        .hosts(2)
                        .launch();

                assertThat(fleet.hosts()).hasSize(2);
                assertThat(fleet.terminate().leftOver()).isEmpty();
            }
        }
    }

    private static Ec2Client client(LocalStackContainer localStack) {
        return Ec2Client.builder()
                .endpointOverride(localStack.getEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** A subnet with an IPv6 block in the default VPC, which has none. */
    private static String subnet(Ec2Client ec2) {
        String vpc = ec2.describeVpcs().vpcs().get(0).vpcId();
        ec2.associateVpcCidrBlock(r -> r.vpcId(vpc).amazonProvidedIpv6CidrBlock(true));
        String block = ec2.describeVpcs(r -> r.vpcIds(vpc))
                .vpcs()
                .get(0)
                .ipv6CidrBlockAssociationSet()
                .get(0)
                .ipv6CidrBlock()
                .replaceFirst("/56$", "/64");
        String subnet = ec2.describeSubnets().subnets().stream()
                .filter(one -> vpc.equals(one.vpcId()))
                .findFirst()
                .orElseThrow()
                .subnetId();
        ec2.associateSubnetCidrBlock(r -> r.subnetId(subnet).ipv6CidrBlock(block));
        return subnet;
    }
}
