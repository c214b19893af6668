package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.AssumedRule;
import io.github.ipv6fleet.ec2sim.internal.model.BlockVolume;
import io.github.ipv6fleet.ec2sim.internal.model.Instance;
import io.github.ipv6fleet.ec2sim.internal.model.InstanceState;
import io.github.ipv6fleet.ec2sim.internal.model.Launch;
import io.github.ipv6fleet.ec2sim.internal.model.MetadataOptions;
import io.github.ipv6fleet.ec2sim.internal.model.NetworkInterface;
import io.github.ipv6fleet.ec2sim.internal.model.World;
import io.github.ipv6fleet.ec2sim.internal.wire.Xml;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes instances. */
final class InstanceXml {
    private InstanceXml() {}

    /** Writes instances of one launch. */
    static void writeReservation(
            Xml xml, World world, List<Instance> instances, Function<Instance, InstanceState> state) {
        xml.value("reservationId", instances.get(0).launch().reservationId())
                .value("ownerId", World.OWNER)
                .values("groupSet", List.of())
                .list("instancesSet", instances, (item, each) -> write(item, world, each, state.apply(each)));
    }

    static void writeState(Xml xml, String name, InstanceState state) {
        xml.element(name, item -> item.value("code", state.code()).value("name", state.text()));
    }

    private static void write(Xml xml, World world, Instance instance, InstanceState state) {
        Launch launch = instance.launch();
        xml.value("instanceId", instance.id()).value("imageId", launch.image().id());
        writeState(xml, "instanceState", state);
        xml.value("amiLaunchIndex", instance.launchIndex())
                .value("instanceType", launch.type().name())
                .value("launchTime", Times.text(instance.started()))
                .value("keyName", launch.keyName())
                .value("clientToken", launch.clientToken() == null ? "" : launch.clientToken())
                .value("architecture", launch.image().architecture())
                .value("virtualizationType", "hvm")
                .value("hypervisor", "xen") // EC2 says xen for Nitro too: API reference, Instance
                .value("platformDetails", "Linux/UNIX")
                .value("usageOperation", "RunInstances")
                .value("enaSupport", true)
                .value("ebsOptimized", launch.ebsOptimized())
                .value("instanceLifecycle", launch.spot() ? "spot" : null)
                .value("spotInstanceRequestId", spotRequest(instance))
                .value("rootDeviceName", launch.image().rootDeviceName())
                .value("rootDeviceType", "ebs")
                .value("bootMode", launch.image().bootMode())
                .element(
                        "placement",
                        item -> item.value(
                                        "availabilityZone",
                                        instance.subnet().zone().name())
                                .value(
                                        "availabilityZoneId",
                                        instance.subnet().zone().id())
                                .value("groupName", "")
                                .value("tenancy", launch.tenancy()))
                .element("monitoring", item -> item.value("state", launch.monitoring() ? "enabled" : "disabled"));
        writeProfile(xml, launch);
        writeMetadataOptions(xml, launch.metadataOptions(), state);
        writeTransition(xml, instance, state);
        if (state != InstanceState.TERMINATED) {
            writeVolumes(xml, world, instance);
            writeNetwork(xml, instance, state);
        } else if (!world.assumptions().holds(AssumedRule.TERMINATED_INSTANCES_FORGET_THEIR_SUBNET)) {
            xml.value("subnetId", instance.subnet().id())
                    .value("vpcId", instance.subnet().vpc().id());
        }
        TagSpecifications.write(xml, world, instance.id());
    }

    private static void writeMetadataOptions(Xml xml, MetadataOptions options, InstanceState state) {
        writeMetadataOptions(xml, "metadataOptions", options, state);
    }

    static void writeMetadataOptions(Xml xml, String name, MetadataOptions options, InstanceState state) {
        xml.element(
                name,
                item -> item.value("state", state == InstanceState.PENDING ? "pending" : "applied")
                        .value("httpTokens", options.httpTokens())
                        .value("httpPutResponseHopLimit", options.hopLimit())
                        .value("httpEndpoint", options.httpEndpoint())
                        .value("httpProtocolIpv6", options.httpProtocolIpv6())
                        .value("instanceMetadataTags", options.instanceMetadataTags()));
    }

    private static void writeTransition(Xml xml, Instance instance, InstanceState state) {
        Instant ending = instance.terminating() == null ? instance.stopping() : instance.terminating();
        if (ending != null) {
            xml.value("reason", "User initiated (" + Times.text(ending) + ")")
                    .element(
                            "stateReason",
                            item -> item.value("code", "Client.UserInitiatedShutdown")
                                    .value("message", "Client.UserInitiatedShutdown: User initiated shutdown"));
        } else if (state == InstanceState.PENDING) {
            xml.element("stateReason", item -> item.value("code", "pending").value("message", "pending"));
        }
    }

    private static void writeVolumes(Xml xml, World world, Instance instance) {
        List<BlockVolume> volumes = instance.volumeIds().stream()
                .flatMap(id -> Stream.ofNullable(world.volumes().byId().get(id)))
                .toList();
        xml.list(
                "blockDeviceMapping",
                volumes,
                (item, each) -> item.value("deviceName", each.spec().deviceName())
                        .element(
                                "ebs",
                                ebs -> ebs.value("volumeId", each.id())
                                        .value("status", "attached")
                                        .value("attachTime", Times.text(each.created()))
                                        .value(
                                                "deleteOnTermination",
                                                each.spec().deleteOnTermination())));
    }

    /** Returns the id of the request that a spot instance came from. */
    static @Nullable String spotRequest(Instance instance) {
        String id = instance.id();
        return instance.launch().spot() ? "sir-" + id.substring(id.length() - 8) : null;
    }

    private static void writeProfile(Xml xml, Launch launch) {
        String arn = launch.profileArn();
        if (arn != null) {
            xml.element("iamInstanceProfile", item -> item.value("arn", arn).value("id", profileId(arn)));
        }
    }

    /** Returns an id such as IAM gives, the same for the same profile. */
    static String profileId(String arn) {
        return "AIPA" + String.format("%016X", 0x9E3779B97F4A7C15L * arn.hashCode());
    }

    private static void writeNetwork(Xml xml, Instance instance, InstanceState state) {
        NetworkInterface first = primary(instance);
        if (first != null) {
            xml.value("subnetId", first.subnet().id())
                    .value("vpcId", first.subnet().vpc().id())
                    .value("sourceDestCheck", first.sourceDestCheck())
                    .value("privateIpAddress", first.privateIp())
                    .value("privateDnsName", Names.privateDns(first.privateIp()))
                    .value("ipAddress", first.publicIp())
                    .value("dnsName", Names.publicDns(first.publicIp()))
                    .value("ipv6Address", InterfaceXml.first(first));
            InterfaceXml.writeGroups(xml, first.groups());
        }
        String attachment = state == InstanceState.PENDING ? "attaching" : "attached";
        xml.list(
                "networkInterfaceSet",
                instance.interfaces(),
                (item, each) -> InterfaceXml.writeInInstance(item, each, attachment));
    }

    /** Returns the interface at device index 0. */
    static @Nullable NetworkInterface primary(Instance instance) {
        return instance.interfaces().stream()
                .filter(each -> each.attachment() != null && each.attachment().deviceIndex() == 0)
                .findFirst()
                .orElse(null);
    }
}
