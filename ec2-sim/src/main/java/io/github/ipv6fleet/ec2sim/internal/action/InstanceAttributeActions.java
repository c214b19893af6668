package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceState;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceTypes;
import io.github.ipv6fleet.ec2sim.internal.model.Launch;
import io.github.ipv6fleet.ec2sim.internal.model.Launch.Protection;
import io.github.ipv6fleet.ec2sim.internal.model.UserData;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** DescribeInstanceAttribute, ModifyInstanceAttribute, ModifyInstanceMetadataOptions. */
final class InstanceAttributeActions {
    private static final List<String> CHANGEABLE = List.of(
            "DisableApiStop",
            "DisableApiTermination",
            "EbsOptimized",
            "InstanceInitiatedShutdownBehavior",
            "InstanceType",
            "UserData");

    /** EC2 API reference, ModifyInstanceAttribute: these wait for a stopped instance. */
    private static final Set<String> WHEN_STOPPED = Set.of("EbsOptimized", "InstanceType", "UserData");

    private InstanceAttributeActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeInstanceAttribute", InstanceAttributeActions::describe);
        actions.put("ModifyInstanceAttribute", InstanceAttributeActions::modify);
        actions.put("ModifyInstanceMetadataOptions", InstanceAttributeActions::modifyMetadata);
    }

    private static Action.Effect describe(Params params) {
        String id = params.required("InstanceId");
        String attribute = params.required("Attribute");
        return (world, answer) -> {
            Instance instance = Finder.instances(world, List.of(id)).get(0);
            answer.value("instanceId", id);
            if (attribute.equals("groupSet")) {
                var primary = InstanceXml.primary(instance);
                InterfaceXml.writeGroups(answer, primary == null ? List.of() : primary.groups());
            } else {
                boolean checked = attribute.equals("sourceDestCheck");
                var primary = checked ? InstanceXml.primary(instance) : null;
                write(
                        answer,
                        attribute,
                        primary != null ? primary.sourceDestCheck() : value(instance.launch(), attribute));
            }
        };
    }

    private static void write(Xml answer, String attribute, @Nullable Object value) {
        answer.element(attribute, xml -> xml.value("value", value));
    }

    private static @Nullable Object value(Launch launch, String attribute) {
        return switch (attribute) {
            case "disableApiStop" -> launch.protection().fromStop();
            case "disableApiTermination" -> launch.protection().fromTermination();
            case "ebsOptimized" -> launch.ebsOptimized();
            case "enaSupport", "sourceDestCheck" -> true;
            case "instanceInitiatedShutdownBehavior" -> launch.protection().onShutdown();
            case "instanceType" -> launch.type().name();
            case "rootDeviceName" -> launch.image().rootDeviceName();
            case "userData" ->
                launch.userData() == null ? null : launch.userData().base64();
            default -> throw Ec2Error.notSimulated("Attribute=" + attribute);
        };
    }

    private static Action.Effect modify(Params params) {
        String id = params.required("InstanceId");
        params.refuse(
                "Attribute",
                "BlockDeviceMapping",
                "EnaSupport",
                "GroupId",
                "Kernel",
                "Ramdisk",
                "SourceDestCheck",
                "SriovNetSupport",
                "Value");
        List<String> given = CHANGEABLE.stream().filter(params::has).toList();
        if (given.size() != 1) { // EC2 API reference: "You can specify only one attribute at a time"
            throw Ec2Error.invalidCombination(
                    given.isEmpty()
                            ? "No attributes specified."
                            : "Fields for multiple attribute types specified: " + String.join(", ", given));
        }
        String attribute = given.get(0);
        Change change = change(attribute, params.structure(attribute));
        return (world, answer) -> {
            Instance instance = Finder.instances(world, List.of(id)).get(0);
            if (WHEN_STOPPED.contains(attribute) && instance.state(world.now()) != InstanceState.STOPPED) { // (D)
                throw Ec2Error.refused(
                        "IncorrectInstanceState", "The instance '" + id + "' is not in the 'stopped' state.");
            }
            instance.launch(change.of(instance));
            answer.value("return", true);
        };
    }

    /** Makes an instance's changed launch. */
    @FunctionalInterface
    private interface Change {
        Launch of(Instance instance);
    }

    private static Change change(String attribute, Params params) {
        return switch (attribute) {
            case "InstanceType" -> changeType(params.required("Value"));
            case "UserData" -> {
                UserData userData = LaunchRequest.userData(params.optional("Value", ""));
                yield each -> each.launch().withUserData(userData);
            }
            case "EbsOptimized" -> {
                boolean wanted = flag(params);
                yield each -> each.launch().withEbsOptimized(wanted);
            }
            case "DisableApiStop" -> {
                boolean wanted = flag(params);
                yield each -> protect(each, is -> new Protection(is.fromTermination(), wanted, is.onShutdown()));
            }
            case "DisableApiTermination" -> {
                boolean wanted = flag(params);
                yield each -> protect(each, is -> new Protection(wanted, is.fromStop(), is.onShutdown()));
            }
            default -> {
                params.required("Value");
                String wanted = String.valueOf(params.oneOf("Value", "stop", "terminate"));
                yield each -> protect(each, is -> new Protection(is.fromTermination(), is.fromStop(), wanted));
            }
        };
    }

    private static boolean flag(Params params) {
        params.required("Value");
        return params.flag("Value", false);
    }

    private static Launch protect(Instance each, UnaryOperator<Protection> change) {
        return each.launch().with(change.apply(each.launch().protection()));
    }

    /** A type that could not have been launched so is refused. */
    private static Change changeType(String name) {
        InstanceType type = InstanceTypes.find(name);
        if (type == null) {
            throw Ec2Error.invalidValue("Invalid value '" + name + "' for InstanceType.");
        }
        return each -> {
            RunInstances.checkArchitecture(type, each.launch().image());
            if (each.interfaces().size() > type.maximumNetworkInterfaces()) {
                throw Ec2Error.tooManyInterfaces(each.interfaces().size(), name);
            }
            each.interfaces().forEach(one -> Quota.check(type, one));
            return each.launch().with(type);
        };
    }

    private static Action.Effect modifyMetadata(Params params) {
        String id = params.required("InstanceId");
        MetadataRequest request = MetadataRequest.read(params);
        return (world, answer) -> {
            Instance instance = Finder.instances(world, List.of(id)).get(0);
            checkLiving(world, instance);
            Launch changed =
                    instance.launch().with(request.over(instance.launch().metadataOptions()));
            instance.launch(changed);
            answer.value("instanceId", id);
            InstanceXml.writeMetadataOptions(
                    answer, "instanceMetadataOptions", changed.metadataOptions(), InstanceState.PENDING);
        };
    }

    /** EC2 API reference: the instance must be running or stopped. */
    private static void checkLiving(World world, Instance instance) {
        InstanceState state = instance.state(world.now());
        if (state == InstanceState.TERMINATED || state == InstanceState.SHUTTING_DOWN) {
            throw Ec2Error.wrongState(instance.id(), "modified");
        }
    }
}
