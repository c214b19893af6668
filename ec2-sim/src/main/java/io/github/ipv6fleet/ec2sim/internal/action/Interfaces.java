package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error.Call;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes interfaces, for CreateNetworkInterface and for RunInstances alike. */
final class Interfaces {
    private Interfaces() {}

    /** Makes the interface with everything asked for, or nothing. */
    static NetworkInterface create(
            World world,
            Subnet subnet,
            String description,
            List<String> groupIds,
            @Nullable String privateIp,
            Ipv6Request ipv6,
            boolean primaryIpv6,
            Call call) {
        List<SecurityGroup> groups = groups(world, subnet, groupIds);
        Long taken = world.addressing().takeIpv4(subnet, privateIp, call);
        NetworkInterface made = world.createInterface(subnet, description, groups, taken);
        try {
            ipv6.orDefaultOf(subnet.assignIpv6AddressOnCreation()).giveTo(made, world.addressing(), call);
        } catch (Ec2Error e) {
            world.delete(made);
            throw e;
        }
        made.primaryIpv6(primaryIpv6);
        return made;
    }

    /** Returns the groups, or the default group of the VPC where none is named. */
    static List<SecurityGroup> groups(World world, Subnet subnet, List<String> ids) {
        String vpcId = subnet.vpc().id();
        if (ids.isEmpty()) {
            return world.groups().values().stream()
                    .filter(each -> each.vpcId().equals(vpcId) && each.name().equals("default"))
                    .toList();
        }
        List<SecurityGroup> groups =
                ids.stream().map(id -> Finder.group(world, id)).toList();
        for (SecurityGroup group : groups) {
            if (!group.vpcId().equals(vpcId)) {
                throw Ec2Error.refused(
                        "InvalidParameter",
                        "Security group " + group.id() + " and subnet " + subnet.id()
                                + " belong to different networks.");
            }
        }
        return groups;
    }
}
