package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Peer;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup.Rule;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What every region of this simulator starts with; the ids never change, so that examples can name them. */
final class Ground {
    private static final String VPC = "vpc-0d2c47b5ca0000000";
    private static final List<String> SUBNETS = List.of(
            "subnet-09a931730fa9e0000",
            "subnet-09a931730fa9e0001",
            "subnet-09a931730fa9e0002",
            "subnet-09a931730fa9e0003",
            "subnet-09a931730fa9e0004",
            "subnet-09a931730fa9e0005");
    private static final List<String> IPV6 = List.of("ca03", "ca00", "ca01", "ca02", "ca04", "ca05");

    private Ground() {}

    static void lay(World world) {
        Vpc vpc = new Vpc(VPC, world.nextOrder(), ipv4("172.31.0.0/16"), ipv6("2600:1f18:47b:ca00::/56"), true);
        world.vpcs().put(VPC, vpc);
        for (int i = 0; i < SUBNETS.size(); i++) {
            Zone zone = new Zone(World.REGION + "abcdef".charAt(i), "use1-az" + (i + 1));
            world.zones().add(zone);
            Subnet subnet = new Subnet(
                    SUBNETS.get(i),
                    world.nextOrder(),
                    vpc,
                    zone,
                    ipv4("172.31." + 16 * i + ".0/20"),
                    ipv6("2600:1f18:47b:" + IPV6.get(i) + "::/64"),
                    true);
            world.subnets().put(subnet.id(), subnet);
        }
        layGroup(world);
        layImages(world);
    }

    private static void layGroup(World world) {
        SecurityGroup group = new SecurityGroup(
                "sg-0eaf4395729820000", world.nextOrder(), VPC, "default", "default VPC security group");
        group.ingress().add(rule("sgr-0eaf4395729820001", Peer.GROUP, group.id()));
        openEgress(group, "sgr-0eaf4395729820002", "sgr-0eaf4395729820003");
        world.groups().put(group.id(), group);
    }

    /** Every new group lets everything out (Amazon VPC User Guide, "Security groups"). */
    static void openEgress(SecurityGroup group, String ipv4RuleId, String ipv6RuleId) {
        group.egress().add(rule(ipv4RuleId, Peer.IPV4, "0.0.0.0/0"));
        group.egress().add(rule(ipv6RuleId, Peer.IPV6, "::/0"));
    }

    private static Rule rule(String id, Peer kind, String peer) {
        return new Rule(id, "-1", -1, -1, kind, peer, "");
    }

    private static void layImages(World world) {
        image(world, "ami-0ac019f4fcb7cb7e6", "hvm-ssd/ubuntu-bionic-18.04", "amd64", "20180912");
        image(world, "ami-04b70fa74e45c3917", "hvm-ssd-gp3/ubuntu-noble-24.04", "amd64", "20240423");
        image(world, "ami-0e86e20dae9224db8", "hvm-ssd-gp3/ubuntu-noble-24.04", "amd64", "20251022");
        image(world, "ami-0a0e5d9c7acc336f1", "hvm-ssd-gp3/ubuntu-noble-24.04", "amd64", "20250305");
        image(world, "ami-0eac975a54dfee8cb", "hvm-ssd-gp3/ubuntu-noble-24.04", "arm64", "20240423");
        image(world, "ami-096ea6a12ea24a797", "hvm-ssd-gp3/ubuntu-noble-24.04", "arm64", "20251022");
    }

    private static void image(World world, String id, String path, String architecture, String date) {
        boolean arm = architecture.equals("arm64");
        boolean noble = path.contains("noble");
        String release = noble ? "24.04 LTS, noble" : "18.04 LTS, bionic";
        world.images()
                .put(
                        id,
                        new Image(
                                id,
                                world.nextOrder(),
                                Image.CANONICAL,
                                "ubuntu/images/" + path + "-" + architecture + "-server-" + date,
                                "Canonical, Ubuntu, " + release + ", " + architecture + ", build " + date,
                                arm ? "arm64" : "x86_64",
                                Instant.parse(date.replaceFirst("(....)(..)(..)", "$1-$2-$3T12:00:00Z")),
                                arm ? "uefi" : noble ? "uefi-preferred" : "legacy-bios",
                                noble));
    }

    private static Ipv4Block ipv4(String cidr) {
        return Objects.requireNonNull(Ipv4Block.parse(cidr));
    }

    private static Ipv6Block ipv6(String cidr) {
        return Objects.requireNonNull(Ipv6Block.parse(cidr));
    }
}
