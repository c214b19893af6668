package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds resources by id, and answers as EC2 does where there is none. */
public final class Finder {
    private Finder() {}

    public static Vpc vpc(World world, String id) {
        return orElse(world.vpcs().get(id), Ec2Error.noSuch("InvalidVpcID.NotFound", "vpc ID", id));
    }

    public static Subnet subnet(World world, String id) {
        return orElse(world.subnets().get(id), Ec2Error.noSuch("InvalidSubnetID.NotFound", "subnet ID", id));
    }

    public static SecurityGroup group(World world, String id) {
        if (!Ids.wellFormed("sg", id)) {
            throw Ec2Error.malformedId("InvalidGroupId.Malformed", id);
        }
        return orElse(world.groups().get(id), Ec2Error.noSuch("InvalidGroup.NotFound", "security group", id));
    }

    public static KeyPair key(World world, String name) {
        return orElse(world.keys().get(name), Ec2Error.noSuch("InvalidKeyPair.NotFound", "key pair", name));
    }

    public static Image image(World world, String id) {
        if (!Ids.wellFormed("ami", id)) {
            throw Ec2Error.malformedId("InvalidAMIID.Malformed", id);
        }
        return orElse(world.images().get(id), Ec2Error.noSuch("InvalidAMIID.NotFound", "image id", "[" + id + "]"));
    }

    public static NetworkInterface networkInterface(World world, String id) {
        if (!Ids.wellFormed("eni", id)) {
            throw Ec2Error.malformedId("InvalidNetworkInterfaceId.Malformed", id); // (D) spells it so: Id
        }
        NetworkInterface found = world.interfaces().get(id);
        return orElse(found != null && world.isKnown(found.order()) ? found : null, Ec2Error.noSuchInterface(id));
    }

    /** Returns the instances; if one is missing the error names every missing one. */
    public static List<Instance> instances(World world, Collection<String> ids) {
        List<Instance> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            if (!Ids.wellFormed("i", id)) {
                throw Ec2Error.malformedId("InvalidInstanceID.Malformed", id);
            }
            Instance instance = world.instances().get(id);
            if (instance == null || !world.isKnown(instance.order())) {
                missing.add(id);
            } else {
                found.add(instance);
            }
        }
        if (!missing.isEmpty()) {
            throw Ec2Error.noSuchInstances(missing);
        }
        return found;
    }

    private static <T> T orElse(@Nullable T found, Ec2Error error) {
        if (found == null) {
            throw error;
        }
        return found;
    }
}
