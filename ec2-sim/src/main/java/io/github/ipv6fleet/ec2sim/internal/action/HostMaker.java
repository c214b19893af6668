package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error.Call;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.Launch;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.Subnet;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the instances of one launch, each with its interfaces. */
final class HostMaker {
    private final World world;
    private final LaunchRequest request;
    private final List<InterfaceSpec> specs;
    private final List<Subnet> subnets = new ArrayList<>();

    /** Checks everything that is the same for all instances of the launch. */
    HostMaker(World world, LaunchRequest request, InstanceType type) {
        this.world = world;
        this.request = request;
        this.specs = request.interfaces();
        if (specs.size() > type.maximumNetworkInterfaces()) {
            throw Ec2Error.tooManyInterfaces(specs.size(), type.name());
        }
        Set<String> existing = new HashSet<>();
        for (InterfaceSpec spec : specs) {
            subnets.add(check(spec, type));
            if (spec.networkInterfaceId() != null && !existing.add(spec.networkInterfaceId())) {
                throw Ec2Error.assumed(
                        AssumedCode.INTERFACE_NAMED_TWICE, "Interface: [" + spec.networkInterfaceId() + "] in use.");
            }
        }
        if (existing.size() == specs.size()
                && !request.tags().of("network-interface").isEmpty()
                && !world.assumptions().holds(AssumedRule.TAGS_WITHOUT_INTERFACE_ARE_IGNORED)) {
            throw Ec2Error.assumed(
                    AssumedCode.TAGS_WITHOUT_INTERFACE, "Tags for network interfaces need one that the launch makes");
        }
        if (subnets.stream().map(Subnet::zone).distinct().count() > 1) {
            throw Ec2Error.invalidCombination("All network interfaces must be in the same availability zone");
        }
        String zone = request.zone();
        if (zone != null && !subnets.get(0).zone().name().equals(zone)) {
            throw Ec2Error.invalidValue("The subnet " + subnets.get(0).id() + " is not in availability zone " + zone);
        }
    }

    private Subnet check(InterfaceSpec spec, InstanceType type) {
        if (spec.networkInterfaceId() != null) {
            NetworkInterface existing = Finder.networkInterface(world, spec.networkInterfaceId());
            if (existing.attachment() != null) {
                throw Ec2Error.interfaceInUse(existing.id());
            }
            Quota.check(type, existing);
            return existing.subnet();
        }
        Subnet subnet = subnet(spec.subnetId());
        Interfaces.groups(world, subnet, groupIds(spec));
        Quota.check(type, spec.ipv6().orDefaultOf(subnet.assignIpv6AddressOnCreation()));
        if (subnet.ipv4() == null && !type.nitro()) { // Amazon VPC User Guide: IPv6-only subnets take Nitro only
            throw Ec2Error.refused("UnsupportedOperation", "IPv6-only subnets are not supported on " + type.name());
        }
        return subnet;
    }

    private Subnet subnet(@Nullable String id) {
        if (id != null) {
            return Finder.subnet(world, id);
        }
        String zone = request.zone();
        if (zone != null && world.zones().stream().noneMatch(each -> each.name().equals(zone))) {
            throw Ec2Error.invalidValue("Invalid availability zone: [" + zone + "]");
        }
        return defaultSubnet(world, zone)
                .orElseThrow(() -> Ec2Error.refused(
                        "MissingInput", "No subnets found for the default VPC. Please specify a subnet."));
    }

    /** Returns the subnet that a launch gets where it names none, in that zone or in any. */
    static Optional<Subnet> defaultSubnet(World world, @Nullable String zone) {
        return world.subnets().values().stream()
                .filter(Subnet::defaultForAz)
                .filter(each -> zone == null || each.zone().name().equals(zone))
                .findFirst();
    }

    private List<String> groupIds(InterfaceSpec spec) {
        List<String> ids = new ArrayList<>(spec.groups());
        request.groupNames()
                .forEach(
                        name -> ids.add(SecurityGroupActions.byName(world, name).id()));
        return ids;
    }

    /** Makes one instance, or nothing. */
    Instance make(Launch launch, int launchIndex) {
        Subnet home = subnets.get(primaryIndex());
        world.capacity().check(world, launch.type().name(), home.zone().name());
        List<NetworkInterface> made = new ArrayList<>();
        List<NetworkInterface> all = new ArrayList<>();
        try {
            for (int i = 0; i < specs.size(); i++) {
                InterfaceSpec spec = specs.get(i);
                if (spec.networkInterfaceId() != null) {
                    all.add(Finder.networkInterface(world, spec.networkInterfaceId()));
                } else {
                    made.add(makeInterface(spec, subnets.get(i)));
                    all.add(made.get(made.size() - 1));
                }
            }
        } catch (Ec2Error e) {
            made.forEach(world::delete);
            throw e;
        }
        Instance instance = world.createInstance(launch, launchIndex, home);
        for (int i = 0; i < all.size(); i++) {
            InterfaceSpec spec = specs.get(i);
            world.attach(
                    all.get(i),
                    instance,
                    new Attachment(
                            world.ids().next("eni-attach"),
                            instance.id(),
                            spec.deviceIndex(),
                            spec.networkCardIndex(),
                            launch.time(),
                            spec.deleteOnTermination()));
        }
        request.tags().apply(world, "instance", instance.id());
        instance.volumeIds().forEach(id -> request.tags().apply(world, "volume", id));
        return instance;
    }

    private int primaryIndex() {
        int index = 0;
        while (specs.get(index).deviceIndex() != 0) {
            index++;
        }
        return index;
    }

    private NetworkInterface makeInterface(InterfaceSpec spec, Subnet subnet) {
        NetworkInterface each = Interfaces.create(
                world,
                subnet,
                spec.description(),
                groupIds(spec),
                spec.privateIp(),
                spec.ipv6(),
                spec.primaryIpv6(),
                Call.RUN);
        Boolean wanted = spec.associatePublicIp();
        boolean byDefault = subnet.mapPublicIpOnLaunch() && specs.size() == 1; // several interfaces get none by default
        if (subnet.ipv4() != null && (wanted == null ? byDefault : wanted)) {
            each.publicIp(world.addressing().nextPublicIpv4());
        }
        request.tags().apply(world, "network-interface", each.id());
        return each;
    }
}
