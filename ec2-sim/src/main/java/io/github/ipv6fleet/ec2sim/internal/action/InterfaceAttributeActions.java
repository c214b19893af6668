package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Finder;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** ModifyNetworkInterfaceAttribute and DescribeNetworkInterfaceAttribute. */
final class InterfaceAttributeActions {
    private static final List<String> CHANGEABLE =
            List.of("Description", "SecurityGroupId", "SourceDestCheck", "Attachment", "EnablePrimaryIpv6");

    private InterfaceAttributeActions() {}

    static void register(Map<String, Action> actions) {
        actions.put("DescribeNetworkInterfaceAttribute", InterfaceAttributeActions::describe);
        actions.put("ModifyNetworkInterfaceAttribute", InterfaceAttributeActions::modify);
    }

    private static Action.Effect modify(Params params) {
        String id = params.required("NetworkInterfaceId");
        params.refuse(
                "EnaSrdSpecification",
                "ConnectionTrackingSpecification",
                "AssociatePublicIpAddress",
                "AssociatedSubnetId");
        List<String> given = CHANGEABLE.stream().filter(params::has).toList();
        if (given.size() != 1) { // EC2 API reference: "You can specify only one attribute at a time"
            throw Ec2Error.invalidCombination(
                    given.isEmpty()
                            ? "No attributes specified."
                            : "Fields for multiple attribute types specified: " + String.join(", ", given));
        }
        BiConsumer<World, NetworkInterface> change = change(given.get(0), params);
        return (world, answer) -> {
            change.accept(world, Finder.networkInterface(world, id));
            answer.value("return", true);
        };
    }

    private static BiConsumer<World, NetworkInterface> change(String attribute, Params params) {
        switch (attribute) {
            case "Description" -> {
                String wanted = params.structure(attribute).optional("Value", "");
                return (world, each) -> each.description(wanted);
            }
            case "SecurityGroupId" -> {
                List<String> ids = params.list(attribute);
                return (world, each) -> each.groups(Interfaces.groups(world, each.subnet(), ids));
            }
            case "SourceDestCheck" -> {
                boolean wanted = flag(params.structure(attribute), "Value");
                return (world, each) -> each.sourceDestCheck(wanted);
            }
            case "Attachment" -> {
                Params attachment = params.structure(attribute);
                attachment.refuse("DefaultEnaQueueCount", "EnaQueueCount");
                String id = attachment.required("AttachmentId");
                boolean wanted = flag(attachment, "DeleteOnTermination");
                return (world, each) -> deleteOnTermination(each, id, wanted);
            }
            default -> {
                boolean wanted = flag(params, attribute);
                return (world, each) -> primaryIpv6(each, wanted);
            }
        }
    }

    private static boolean flag(Params params, String name) {
        params.required(name);
        return params.flag(name, false);
    }

    /** The attachment must be named, and must be this interface's. */
    private static void deleteOnTermination(NetworkInterface each, String attachmentId, boolean wanted) {
        Attachment attachment = each.attachment();
        if (attachment == null || !attachment.id().equals(attachmentId)) {
            throw Ec2Error.noSuch("InvalidAttachmentID.NotFound", "attachment ID", attachmentId);
        }
        each.attachment(attachment.withDeleteOnTermination(wanted));
    }

    /** EC2 API reference: "Once you enable an IPv6 GUA address to be a primary IPv6, you cannot disable it". */
    private static void primaryIpv6(NetworkInterface each, boolean wanted) {
        if (each.primaryIpv6() && !wanted) {
            throw Ec2Error.assumed(
                    AssumedCode.PRIMARY_IPV6_STAYS,
                    "The primary IPv6 address of interface " + each.id() + " cannot be disabled");
        }
        if (wanted && each.ipv6Addresses().isEmpty()) {
            throw Ec2Error.invalidValue("Interface " + each.id() + " has no IPv6 address that could be primary");
        }
        each.primaryIpv6(wanted);
    }

    private static Action.Effect describe(Params params) {
        String id = params.required("NetworkInterfaceId");
        params.required("Attribute");
        String attribute = params.oneOf("Attribute", "description", "groupSet", "sourceDestCheck", "attachment");
        return (world, answer) -> {
            NetworkInterface each = Finder.networkInterface(world, id);
            answer.value("networkInterfaceId", id);
            switch (String.valueOf(attribute)) {
                case "description" -> answer.element("description", xml -> xml.value("value", each.description()));
                case "groupSet" -> InterfaceXml.writeGroups(answer, each.groups());
                case "sourceDestCheck" ->
                    answer.element("sourceDestCheck", xml -> xml.value("value", each.sourceDestCheck()));
                default -> {
                    Attachment attachment = each.attachment();
                    if (attachment != null) {
                        answer.element("attachment", xml -> {
                            InterfaceXml.writeAttachment(xml, attachment, "attached");
                            xml.value("instanceId", attachment.instanceId()).value("instanceOwnerId", World.OWNER);
                        });
                    }
                }
            }
        };
    }
}
