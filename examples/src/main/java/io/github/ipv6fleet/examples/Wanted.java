package io.github.ipv6fleet.examples;

import io.github.ipv6fleet.Ipv6Fleet;
import io.github.ipv6fleet.plan.BlockSource;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.Exposure;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** The fleet that the options ask for. */
final class Wanted {
    /** The subnet of the 2018 procedure; in no other can its addresses be had. */
    private static final String PROCEDURE_SUBNET = "2600:1f18:47b:ca03::/64";

    private static final List<String> PROCEDURE_ADDRESSES =
            List.of("2600:1f18:47b:ca03::1:1", "2600:1f18:47b:ca03::2:2");
    private static final List<String> PROCEDURE_BLOCKS =
            List.of("2600:1f18:47b:ca03::8/126", "2600:1f18:47b:ca03::c/126");

    private Wanted() {}

    static Ipv6Fleet fleet(Options options, Ec2Client client) {
        return fleet(options, client, subnet(options, client));
    }

    static Ipv6Fleet fleet(Options options, Ec2Client client, Subnet subnet) {
        boolean run = options.mode == Options.Mode.ADDRESS_RUN;
        Ipv6Fleet.Builder fleet = empty(options, client, subnet, options.name, run ? "r5d.large" : "t3.small")
                .hosts(options.hosts);
        if (run) {
            fleet.blockSource(BlockSource.addressRun(126));
        }
        boolean pinned = run && hasBlock(subnet, PROCEDURE_SUBNET);
        for (int i = 0; i < options.hosts; i++) {
            String name = "instance-" + (i + 1);
            if (pinned && i < PROCEDURE_ADDRESSES.size()) {
                String address = PROCEDURE_ADDRESSES.get(i);
                String containers = PROCEDURE_BLOCKS.get(i);
                fleet.host(name, h -> h.address(address).containers(containers));
            } else {
                fleet.host(name);
            }
        }
        return fleet.build();
    }

    /** A fleet of no hosts yet, and of no block source. */
    static Ipv6Fleet.Builder empty(Options options, Ec2Client client, Subnet subnet, String name, String instanceType) {
        Ipv6Fleet.Builder fleet = Ipv6Fleet.named(name)
                .client(client)
                .maxHosts(options.maxHosts)
                .exposure(exposure(options))
                .instanceType(options.instanceType != null ? options.instanceType : instanceType)
                .subnet(subnet.subnetId())
                .securityGroup(options.securityGroup != null ? options.securityGroup : defaultGroup(client, subnet));
        options.tags.forEach(fleet::tag);
        if (options.spot) {
            fleet.spot();
        }
        if (options.sshKey != null) {
            fleet.sshKey(options.sshKey);
        }
        if (options.engine != null) {
            fleet.engine(options.engine);
        }
        return fleet;
    }

    /** The quick start is the procedure of 2018: where its files still mean what they meant, open means those. */
    private static Exposure exposure(Options options) {
        if (options.exposure == Options.Ports.PUBLISHED) {
            return Exposure.PUBLISHED;
        }
        boolean asIn2018 =
                options.engine != null && !DockerEngine.of(options.engine).filtersIpv6ByDefault();
        return asIn2018 ? Exposure.OPEN_DOCKER0_2018 : Exposure.OPEN;
    }

    static Subnet subnet(Options options, Ec2Client client) {
        if (options.subnet != null) {
            return Endpoints.read(() -> client.describeSubnets(r -> r.subnetIds(options.subnet))).subnets().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("--subnet " + options.subnet
                            + ": there is none at this endpoint; check the id and the Region"));
        }
        return procedureSubnet(client);
    }

    static Subnet procedureSubnet(Ec2Client client) {
        return Endpoints.read(() -> client.describeSubnets()).subnets().stream()
                .filter(subnet -> hasBlock(subnet, PROCEDURE_SUBNET))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no subnet has " + PROCEDURE_SUBNET + " at this endpoint; name one with --subnet"));
    }

    private static boolean hasBlock(Subnet subnet, String block) {
        return subnet.ipv6CidrBlockAssociationSet().stream()
                .anyMatch(association -> block.equals(association.ipv6CidrBlock()));
    }

    static String defaultGroup(Ec2Client client, Subnet subnet) {
        return Endpoints.read(() -> client.describeSecurityGroups(r -> r.filters(
                        Filter.builder().name("vpc-id").values(subnet.vpcId()).build(),
                        Filter.builder().name("group-name").values("default").build())))
                .securityGroups()
                .stream()
                .map(SecurityGroup::groupId)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        subnet.vpcId() + " has no default security group; name one with --security-group"));
    }
}
