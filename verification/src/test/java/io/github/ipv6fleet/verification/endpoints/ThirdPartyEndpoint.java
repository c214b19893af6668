package io.github.ipv6fleet.verification.endpoints;

import io.github.ipv6fleet.Ipv6Fleet;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** An EC2 endpoint of somebody else's, with a subnet in it for fleets. */
final class ThirdPartyEndpoint implements Closeable {
    private final String name;
    private final Ec2Client client;
    private final Closeable process;
    private final String subnetId;
    private final String groupId;
    private final String imageId;

    /** @param process what runs the endpoint, and ends with it */
    ThirdPartyEndpoint(String name, URI address, Closeable process, ExecutionInterceptor... interceptors) {
        this.name = name;
        this.process = process;
        this.client = Ec2Client.builder()
                .endpointOverride(address)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(c -> {
                    for (ExecutionInterceptor interceptor : interceptors) {
                        c.addExecutionInterceptor(interceptor);
                    }
                })
                .build();
        String vpcId = client.createVpc(r -> r.cidrBlock("10.7.0.0/16").amazonProvidedIpv6CidrBlock(true))
                .vpc()
                .vpcId();
        subnetId = client.createSubnet(r -> r.vpcId(vpcId).cidrBlock("10.7.0.0/24"))
                .subnet()
                .subnetId();
        // Apart, as moto says nonsense of the state of a block that comes with its subnet.
        client.associateSubnetCidrBlock(r -> r.subnetId(subnetId).ipv6CidrBlock(firstSubnetOf(vpcId)));
        groupId = client.createSecurityGroup(
                        r -> r.vpcId(vpcId).groupName("fleets").description("for fleets"))
                .groupId();
        imageId = client.describeImages().images().stream()
                .filter(image -> "x86_64".equals(image.architectureAsString()))
                .findFirst()
                .orElseThrow()
                .imageId();
    }

    private String firstSubnetOf(String vpcId) {
        Vpc vpc = client.describeVpcs(r -> r.vpcIds(vpcId)).vpcs().get(0);
        return vpc.ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock().replaceFirst("/56$", "/64");
    }

    /** A fleet of two hosts there. */
    Ipv6Fleet.Builder fleet(String fleet) {
        return Ipv6Fleet.named(fleet)
                .client(client)
                .subnet(subnetId)
                .securityGroup(groupId)
                .image(imageId)
                // The default VPCs of these have no way out for IPv6.
                .accept("no-default-route")
                .accept("network-acl-blocks-ipv6")
                .time(new QuickTime())
                .hosts(2);
    }

    /** How many instances there are that do not end. */
    long instances() {
        return client.describeInstances().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().nameAsString().matches("pending|running"))
                .count();
    }

    @Override
    public void close() throws IOException {
        client.close();
        process.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
