package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv4Block;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and removes VPCs with all that belongs to one. */
public final class Vpcs {
    /** Amazon's IPv6 blocks of us-east-1 lie in 2600:1f18::/32; the upper part is left to the VPCs that are made. */
    private static final long AMAZON = 0x2600_1f18_4000_0000L;

    private static final long CHOICE = 0x3fff_ff00L;

    /** EC2 API reference, CreateVpc: "an Amazon-provided IPv6 CIDR block with a /56 prefix length". */
    private static final int LENGTH = 56;

    private Vpcs() {}

    /** Makes a VPC with a main route table, a network ACL and a default group. */
    public static Vpc create(World world, Ipv4Block ipv4, boolean withIpv6) {
        Vpc made = new Vpc(world.ids().next("vpc"), world.nextOrder(), ipv4, withIpv6 ? freeBlock(world) : null, false);
        world.vpcs().put(made.id(), made);
        world.routing().begin(world, made);
        SecurityGroup group = world.createGroup(made, "default", "default VPC security group");
        group.ingress()
                .add(new SecurityGroup.Rule(
                        world.ids().next("sgr"), "-1", -1, -1, SecurityGroup.Peer.GROUP, group.id(), ""));
        return made;
    }

    /** Gives a VPC without IPv6 a block that Amazon chooses. */
    public static Ipv6Block addIpv6(World world, Vpc vpc) {
        Ipv6Block block = freeBlock(world);
        vpc.ipv6(block);
        world.routing().tables().values().stream()
                .filter(each -> each.vpc() == vpc)
                .forEach(each -> each.addLocal(block));
        return block;
    }

    private static Ipv6Block freeBlock(World world) {
        while (true) {
            long high = AMAZON | (world.ids().anyAddress().high() & CHOICE);
            Ipv6Block block = new Ipv6Block(new Ipv6(high, 0), LENGTH);
            if (world.vpcs().values().stream().map(Vpc::ipv6).noneMatch(each -> overlaps(each, block))) {
                return block;
            }
        }
    }

    private static boolean overlaps(@Nullable Ipv6Block one, Ipv6Block other) {
        return one != null && one.overlaps(other);
    }

    /** Returns whether something is in the VPC that does not go with it. */
    public static boolean isInUse(World world, Vpc vpc) {
        String id = vpc.id();
        return world.subnets().values().stream().anyMatch(each -> each.vpc() == vpc)
                || world.groups().values().stream()
                        .anyMatch(
                                each -> each.vpcId().equals(id) && !each.name().equals("default"))
                || world.routing().gateways().values().stream().anyMatch(each -> id.equals(each.vpcId()))
                || world.routing().tables().values().stream().anyMatch(each -> each.vpc() == vpc && !each.main());
    }

    public static void delete(World world, Vpc vpc) {
        List<SecurityGroup> groups = world.groups().values().stream()
                .filter(each -> each.vpcId().equals(vpc.id()))
                .toList();
        groups.forEach(each -> {
            world.groups().remove(each.id());
            world.tags().removeAll(each.id());
        });
        world.routing().end(vpc);
        world.vpcs().remove(vpc.id());
        world.tags().removeAll(vpc.id());
    }
}
