package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.ec2sim.Ec2Simulator;
import java.net.URI;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** An EC2 inside this process and a client of it, for shells and programs that want to try things. */
public final class EmbeddedEc2 implements AutoCloseable {
    private final Ec2Simulator simulator;
    private final Ec2Client client;

    private EmbeddedEc2(Ec2Simulator simulator) {
        this.simulator = simulator;
        this.client = Endpoints.at(simulator.endpoint());
    }

    /** Starts one, empty but for its fixed ground: a VPC with a subnet in each zone. */
    public static EmbeddedEc2 start() {
        return new EmbeddedEc2(Ec2Simulator.start());
    }

    /** Returns the client. */
    public Ec2Client client() {
        return client;
    }

    /** Returns where it listens, for clients in other processes. */
    public URI endpoint() {
        return simulator.endpoint();
    }

    /** Returns a builder for a fleet of that name in the subnet of the 2018 procedure, 2600:1f18:47b:ca03::/64. */
    public Ipv6Fleet.Builder fleet(String name) {
        Subnet subnet = Wanted.procedureSubnet(client);
        return Ipv6Fleet.named(name)
                .client(client)
                .subnet(subnet.subnetId())
                .securityGroup(Wanted.defaultGroup(client, subnet));
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }
}
