package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Change;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Image;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceState;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceTypes;
import io.github.ipv6fleet.ec2sim.internal.model.Launch;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RunInstances: everything that was asked for, or nothing. */
final class RunInstances {
    /** Between MinCount and MaxCount these end a launch early without failing it (EC2 API reference, RunInstances). */
    private static final Set<String> CAPACITY =
            Set.of("InsufficientFreeAddressesInSubnet", "InsufficientCidrBlocks", "InsufficientInstanceCapacity");

    private RunInstances() {}

    static Action.Effect read(Params params) {
        LaunchRequest own = LaunchRequest.read(params);
        TemplateChoice choice = TemplateChoice.read(params);
        if (choice == null && own.imageId().isEmpty()) {
            throw Ec2Error.missingParameter("ImageId");
        }
        return (world, answer) -> {
            long before = world.lastOrder();
            Launched launched = world.tokens()
                    .once("RunInstances", own.clientToken(), params.asMap(), Launched.class, () -> {
                        Made made = choice == null
                                ? launch(world, own, Map.of())
                                : launch(world, choice.in(world), params.asMap());
                        boot(world, made.instances());
                        return new Launched(made.instances());
                    });
            List<Instance> instances = launched.instances();
            if (instances.stream().allMatch(each -> each.state(world.now()) == InstanceState.TERMINATED)) {
                throw Ec2Error.tokenOfTerminated();
            }
            boolean fresh = instances.get(0).order() > before;
            InstanceXml.writeReservation(
                    answer, world, instances, each -> fresh ? InstanceState.PENDING : each.state(world.now()));
        };
    }

    private record Launched(List<Instance> instances) {}

    /** What a launch made; {@code shortfall} is why there are fewer than the most that was asked for. */
    record Made(List<Instance> instances, Optional<Ec2Error> shortfall) {}

    private static Made launch(World world, TemplateChoice.Found found, Map<String, String> parameters) {
        return launch(world, TemplateChoice.complete(found.under(parameters)), found.systemTags());
    }

    /** Makes the instances, and writes these tags on each besides those that the request asks for; they do not boot yet. */
    static Made launch(World world, LaunchRequest request, Map<String, String> systemTags) {
        Image image = Finder.image(world, request.imageId());
        InstanceType type = InstanceTypes.find(request.instanceType());
        if (type == null) { // getmoto/moto#1695
            throw Ec2Error.invalidValue("Invalid value '" + request.instanceType() + "' for InstanceType.");
        }
        checkArchitecture(type, image);
        if (request.keyName() != null) {
            Finder.key(world, request.keyName());
        }
        long before = world.lastOrder();
        HostMaker maker = new HostMaker(world, request, type);
        Launch launch = new Launch(
                world.ids().next("r"),
                image,
                type,
                request.keyName(),
                request.userData(),
                request.clientToken(),
                request.metadata().over(image),
                VolumeRequest.over(image, request.volumes()),
                request.tenancy(),
                request.monitoring(),
                request.ebsOptimized(),
                request.protection(),
                request.spot(),
                request.profileArn(),
                world.now());
        List<Instance> made = new ArrayList<>();
        Optional<Ec2Error> shortfall = Optional.empty();
        try {
            while (made.size() < request.maxCount()) {
                made.add(maker.make(launch, made.size()));
            }
        } catch (Ec2Error e) {
            if (made.size() < request.minCount() || !CAPACITY.contains(e.code(world.assumptions()))) {
                unmake(world, made, before);
                throw e;
            }
            shortfall = Optional.of(e);
        }
        made.forEach(each -> world.tags().put(each.id(), systemTags));
        return new Made(made, shortfall);
    }

    static void boot(World world, List<Instance> made) {
        made.forEach(each -> world.changed(each, Change.BOOT));
    }

    /** Takes back instances as if they had never been, with what was made for them after that number. */
    static void unmake(World world, List<Instance> made, long before) {
        for (Instance each : made) {
            List<NetworkInterface> its = List.copyOf(each.interfaces());
            world.discard(each);
            its.stream() // those too that a termination would leave
                    .filter(one -> one.order() > before && world.interfaces().containsKey(one.id()))
                    .forEach(world::delete);
        }
    }

    /** aws/eks-anywhere-build-tooling#2158. */
    static void checkArchitecture(InstanceType type, Image image) {
        if (!type.architectures().contains(image.architecture())) {
            throw Ec2Error.invalidValue("The architecture '" + String.join(",", type.architectures())
                    + "' of the specified instance type does not match the architecture '" + image.architecture()
                    + "' of the specified AMI. Specify an instance type and an AMI that have matching architectures,"
                    + " and try again. You can use 'describe-instance-types' or 'describe-images' to discover the"
                    + " architecture of the instance type or AMI.");
        }
    }
}
