package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.model.Attachment;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.SecurityGroup;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The filters of DescribeInstances. */
final class InstanceFilters {
    static final Filters<Instance> ALL = new Filters<Instance>()
            .on("instance-id", Instance::id)
            .on("instance-type", each -> each.launch().type().name())
            .on("image-id", each -> each.launch().image().id())
            .on("architecture", each -> each.launch().image().architecture())
            .on("key-name", each -> each.launch().keyName())
            .on("client-token", each -> each.launch().clientToken())
            .on("launch-index", Instance::launchIndex)
            .on("launch-time", each -> Times.text(each.started()))
            .on("reservation-id", each -> each.launch().reservationId())
            .on("owner-id", each -> World.OWNER)
            .on("availability-zone", each -> each.subnet().zone().name())
            .on("iam-instance-profile.arn", each -> each.launch().profileArn())
            .on("spot-instance-request-id", InstanceXml::spotRequest)
            .on("source-dest-check", primary(NetworkInterface::sourceDestCheck))
            .on("block-device-mapping.volume-id", Instance::volumeIds)
            .on("instance-lifecycle", each -> each.launch().spot() ? "spot" : null)
            .on("tenancy", each -> each.launch().tenancy())
            .onWorld(
                    "instance-state-name",
                    (world, each) -> each.state(world.now()).text())
            .onWorld(
                    "instance-state-code",
                    (world, each) -> each.state(world.now()).code())
            .on(
                    "metadata-options.http-tokens",
                    each -> each.launch().metadataOptions().httpTokens())
            .on(
                    "metadata-options.http-protocol-ipv6",
                    each -> each.launch().metadataOptions().httpProtocolIpv6())
            .on("subnet-id", primary(each -> each.subnet().id()))
            .on("vpc-id", primary(each -> each.subnet().vpc().id()))
            .on("private-ip-address", primary(NetworkInterface::privateIp))
            .on("ip-address", primary(NetworkInterface::publicIp))
            .on("instance.group-id", primary(InstanceFilters::groupIds))
            .on("network-interface.network-interface-id", all(each -> Stream.of(each.id())))
            .on(
                    "network-interface.subnet-id",
                    all(each -> Stream.of(each.subnet().id())))
            .on(
                    "network-interface.vpc-id",
                    all(each -> Stream.of(each.subnet().vpc().id())))
            .on("network-interface.description", all(each -> Stream.of(each.description())))
            .on("network-interface.mac-address", all(each -> Stream.of(each.macAddress())))
            .on("network-interface.group-id", all(each -> groupIds(each).stream()))
            .on(
                    "network-interface.attachment.attachment-id",
                    all(each -> Stream.ofNullable(each.attachment()).map(Attachment::id)))
            .on("network-interface.ipv6-addresses.ipv6-address", all(each -> each.ipv6Addresses().stream()))
            .on(
                    "network-interface.ipv6-addresses.is-primary-ipv6",
                    all(each -> each.ipv6Addresses().stream()
                            .map(address -> each.primaryIpv6() && address.equals(InterfaceXml.first(each)))))
            .on("network-interface.ipv6-prefixes.ipv6-prefix", all(each -> each.ipv6Prefixes().stream()))
            .tags(Instance::id)
            .indexed("instance-id", (world, id) -> List.of(id))
            .indexed("client-token", World::instancesWithToken);

    private InstanceFilters() {}

    private static List<String> groupIds(NetworkInterface each) {
        return each.groups().stream().map(SecurityGroup::id).toList();
    }

    private static Function<Instance, @Nullable Object> primary(Function<NetworkInterface, @Nullable Object> value) {
        return instance -> {
            NetworkInterface first = InstanceXml.primary(instance);
            return first == null ? null : value.apply(first);
        };
    }

    private static Function<Instance, @Nullable Object> all(Function<NetworkInterface, Stream<?>> values) {
        return instance -> instance.interfaces().stream()
                .flatMap(values)
                .filter(Objects::nonNull)
                .toList();
    }
}
