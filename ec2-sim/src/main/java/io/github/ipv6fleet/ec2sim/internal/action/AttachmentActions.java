package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceType;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** AttachNetworkInterface and DetachNetworkInterface. */
final class AttachmentActions {
    private AttachmentActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("AttachNetworkInterface", AttachmentActions::attach);
        actions.put("DetachNetworkInterface", AttachmentActions::detach);
    }

    private static Action.Effect attach(Params params) {
        String id = params.required("NetworkInterfaceId");
        String instanceId = params.required("InstanceId");
        int deviceIndex = params.requiredInteger("DeviceIndex");
        int networkCardIndex = params.count("NetworkCardIndex");
        params.refuse("EnaSrdSpecification", "EnaQueueCount");
        return (world, answer) -> {
            NetworkInterface each = Finder.networkInterface(world, id);
            Instance instance = Finder.instances(world, List.of(instanceId)).get(0);
            InstanceType type = instance.launch().type();
            if (each.attachment() != null) {
                throw Ec2Error.interfaceInUse(id);
            }
            if (instance.terminating() != null) {
                throw Ec2Error.refused(
                        "IncorrectState", "Instance '" + instanceId + "' is not 'running' or 'stopped'.");
            }
            if (deviceIndex <= 0
                    || instance.interfaces().stream()
                            .map(NetworkInterface::attachment)
                            .filter(Objects::nonNull)
                            .anyMatch(other -> other.deviceIndex() == deviceIndex)) {
                throw Ec2Error.invalidValue("Instance '" + instanceId
                        + "' already has an interface attached at device index '" + deviceIndex + "'.");
            }
            if (!each.subnet().zone().equals(instance.subnet().zone())) {
                throw Ec2Error.invalidCombination(
                        "The interface and the instance must be in the same availability zone");
            }
            if (instance.interfaces().size() >= type.maximumNetworkInterfaces()) {
                throw Ec2Error.tooManyInterfaces(instance.interfaces().size() + 1, type.name());
            }
            Quota.check(type, each);
            Attachment attachment = new Attachment(
                    world.ids().next("eni-attach"), instanceId, deviceIndex, networkCardIndex, world.now(), false);
            world.attach(each, instance, attachment);
            answer.value("attachmentId", attachment.id()).value("networkCardIndex", networkCardIndex);
        };
    }

    private static Action.Effect detach(Params params) {
        String id = params.required("AttachmentId");
        params.flag("Force");
        return (world, answer) -> {
            for (NetworkInterface each : world.interfaces().values()) {
                Attachment attachment = each.attachment();
                if (attachment != null && attachment.id().equals(id)) {
                    if (attachment.deviceIndex() == 0) {
                        throw Ec2Error.refused(
                                "OperationNotPermitted", "The network interface at device index 0 cannot be detached.");
                    }
                    world.detach(each);
                    answer.value("return", true);
                    return;
                }
            }
            throw Ec2Error.noSuch("InvalidAttachmentID.NotFound", "attachment ID", id);
        };
    }
}
