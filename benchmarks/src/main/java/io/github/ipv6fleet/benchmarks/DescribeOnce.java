package io.github.ipv6fleet.benchmarks;

import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * The measure for {@link PlanOnce}: makes the very calls that it makes, with the SDK alone, prints of each answer what a
 * planner would look at, and says last how many microseconds that took from {@code main}.
 */
public final class DescribeOnce {
    private DescribeOnce() {}

    /** Takes a subnet; where EC2 is and who calls, the SDK finds. */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        try (Ec2Client ec2 = Ec2Client.create()) {
            Filter fleet =
                    Filter.builder().name("tag:ipv6-fleet:fleet").values("edge").build();
            System.out.println(ec2.describeInstances(r -> r.filters(fleet).maxResults(1_000))
                            .reservations()
                            .size() + " reservations");
            Subnet subnet = ec2.describeSubnets(r -> r.subnetIds(arguments[0]))
                    .subnets()
                    .get(0);
            System.out.println(subnet.ipv6CidrBlockAssociationSet().get(0).ipv6CidrBlock());
            System.out.println(ec2.describeInstanceTypes(r -> r.instanceTypes(InstanceType.T3_SMALL))
                    .instanceTypes()
                    .get(0)
                    .networkInfo()
                    .ipv6AddressesPerInterface());
            Filter inSubnet =
                    Filter.builder().name("subnet-id").values(arguments[0]).build();
            System.out.println(
                    ec2.describeNetworkInterfaces(r -> r.filters(inSubnet).maxResults(1_000))
                                    .networkInterfaces()
                                    .size() + " interfaces");
            System.out.println(
                    ec2.getSubnetCidrReservations(r -> r.subnetId(arguments[0]))
                                    .subnetIpv6CidrReservations()
                                    .size() + " reservations");
        }
        System.out.println((System.nanoTime() - start) / 1_000);
    }
}
