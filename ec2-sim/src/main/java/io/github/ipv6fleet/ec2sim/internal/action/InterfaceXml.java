package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an interface, alone or as part of its instance. */
final class InterfaceXml {
    private InterfaceXml() {}

    static void write(Xml xml, World world, NetworkInterface each, String status) {
        writeCommon(xml, each, status);
        xml.value("availabilityZone", each.subnet().zone().name())
                .value("availabilityZoneId", each.subnet().zone().id())
                .value("requesterManaged", false)
                .value("ipv6Native", each.subnet().ipv4() == null)
                .value("ipv6Address", first(each));
        Attachment attachment = each.attachment();
        if (attachment != null) {
            xml.element("attachment", item -> {
                writeAttachment(item, attachment, "attached");
                item.value("instanceId", attachment.instanceId()).value("instanceOwnerId", World.OWNER);
            });
        }
        TagSpecifications.write(xml, world, each.id());
    }

    /** Writes it inside an instance, where there is no tagSet and no zone. */
    static void writeInInstance(Xml xml, NetworkInterface each, String attachmentStatus) {
        writeCommon(xml, each, each.status());
        Attachment attachment = each.attachment();
        if (attachment != null) {
            xml.element("attachment", item -> writeAttachment(item, attachment, attachmentStatus));
        }
    }

    private static void writeCommon(Xml xml, NetworkInterface each, String status) {
        xml.value("networkInterfaceId", each.id())
                .value("subnetId", each.subnet().id())
                .value("vpcId", each.subnet().vpc().id())
                .value("description", each.description())
                .value("ownerId", World.OWNER)
                .value("status", status)
                .value("interfaceType", "interface")
                .value("macAddress", each.macAddress())
                .value("privateIpAddress", each.privateIp())
                .value("privateDnsName", Names.privateDns(each.privateIp()))
                .value("sourceDestCheck", each.sourceDestCheck());
        writeGroups(xml, each.groups());
        writeAssociation(xml, each);
        xml.list(
                "privateIpAddressesSet",
                Optional.ofNullable(each.privateIp()).stream().toList(),
                (item, address) -> {
                    item.value("privateIpAddress", address)
                            .value("privateDnsName", Names.privateDns(address))
                            .value("primary", true);
                    writeAssociation(item, each);
                });
        xml.list(
                "ipv6AddressesSet",
                each.ipv6Addresses(),
                (item, address) -> item.value("ipv6Address", address)
                        .value("isPrimaryIpv6", each.primaryIpv6() && address.equals(first(each))));
        xml.list("ipv6PrefixSet", each.ipv6Prefixes(), (item, prefix) -> item.value("ipv6Prefix", prefix));
    }

    static void writeGroups(Xml xml, Collection<SecurityGroup> groups) {
        xml.list(
                "groupSet",
                groups,
                (item, group) -> item.value("groupId", group.id()).value("groupName", group.name()));
    }

    private static void writeAssociation(Xml xml, NetworkInterface each) {
        String publicIp = each.publicIp();
        if (publicIp != null) {
            xml.element(
                    "association",
                    item -> item.value("publicIp", publicIp)
                            .value("publicDnsName", Names.publicDns(publicIp))
                            .value("ipOwnerId", "amazon"));
        }
    }

    static void writeAttachment(Xml xml, Attachment attachment, String status) {
        xml.value("attachmentId", attachment.id())
                .value("deviceIndex", attachment.deviceIndex())
                .value("networkCardIndex", attachment.networkCardIndex())
                .value("status", status)
                .value("attachTime", Times.text(attachment.since()))
                .value("deleteOnTermination", attachment.deleteOnTermination());
    }

    /** Returns the first address; it is the primary one where there is such a thing. */
    static @Nullable Ipv6 first(NetworkInterface each) {
        return each.ipv6Addresses().isEmpty() ? null : each.ipv6Addresses().get(0);
    }
}
