package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttribute;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Volumes, profiles, spot, and the attributes of an interface. */
@SuppressWarnings("unchecked") // varargs of the SDK's consumers
class HardwareTest extends Region {
    private static BlockDeviceMapping device(String name, EbsBlockDevice.Builder ebs) {
        return BlockDeviceMapping.builder().deviceName(name).ebs(ebs.build()).build();
    }

    private static EbsBlockDevice.Builder ebs() {
        return EbsBlockDevice.builder();
    }

    private List<Volume> volumes(Instance instance) {
        return ec2.describeVolumes(each -> each.filters(filter("attachment.instance-id", instance.instanceId())))
                .volumes();
    }

    @Test
    @DisplayName("the root volume is there, as large as the image says, or as was asked for; more come by device")
    void volumes() {
        Instance plain = run(each -> {});
        Instance large = run(each -> each.tagSpecifications(tags("volume", "fleet", "a"))
                .blockDeviceMappings(
                        device(
                                "/dev/sda1",
                                ebs().volumeSize(40).volumeType("gp3").encrypted(true)),
                        device(
                                "/dev/sdb",
                                ebs().volumeSize(100)
                                        .volumeType("io2")
                                        .iops(5_000)
                                        .deleteOnTermination(false))));

        assertThat(volumes(plain)).singleElement().satisfies(each -> {
            assertThat(each.size()).isEqualTo(8);
            assertThat(each.volumeTypeAsString()).isEqualTo("gp2");
            assertThat(each.iops()).isEqualTo(100);
            assertThat(each.encrypted()).isFalse();
            assertThat(each.stateAsString()).isEqualTo("in-use");
            assertThat(each.attachments().get(0).device()).isEqualTo("/dev/sda1");
        });
        assertThat(volumes(large))
                .extracting(each -> each.size() + " " + each.volumeTypeAsString() + " " + each.iops() + " "
                        + each.throughput() + " " + each.encrypted())
                .containsExactly("40 gp3 3000 125 true", "100 io2 5000 null false");
        assertThat(large.blockDeviceMappings())
                .extracting(each -> each.deviceName() + " " + each.ebs().deleteOnTermination())
                .containsExactly("/dev/sda1 true", "/dev/sdb false");
        assertThat(ec2.describeVolumes(each -> each.filters(filter("tag:fleet", "a")))
                        .volumes())
                .hasSize(2);
        assertThat(ec2.describeVolumesPaginator(each -> each.maxResults(5)).volumes())
                .hasSize(3);
    }

    @Test
    @DisplayName("a volume goes with its instance or stays, is a leak then, and can be deleted")
    void volumesAfterwards() {
        Instance instance = run(each -> each.blockDeviceMappings(
                device("/dev/sda1", ebs().volumeSize(8)),
                device("/dev/sdb", ebs().volumeSize(5).deleteOnTermination(false))));
        String stays = instance.blockDeviceMappings().get(1).ebs().volumeId();
        String goes = instance.blockDeviceMappings().get(0).ebs().volumeId();
        assertRefused(() -> ec2.deleteVolume(each -> each.volumeId(stays)), "VolumeInUse", instance.instanceId());
        ec2.terminateInstances(each -> each.instanceIds(instance.instanceId()));

        assertThat(ec2.describeVolumes().volumes()).singleElement().satisfies(each -> {
            assertThat(each.volumeId()).isEqualTo(stays);
            assertThat(each.stateAsString()).isEqualTo("available");
            assertThat(each.attachments()).isEmpty();
        });
        assertThatThrownBy(simulator::assertNothingLeaked).hasMessageContaining("volume " + stays + " (5 GiB)");
        ec2.createTags(each ->
                each.resources(stays).tags(Tag.builder().key("a").value("b").build()));
        ec2.deleteVolume(each -> each.volumeId(stays));
        simulator.assertNothingLeaked();
        assertRefused(() -> ec2.describeVolumes(each -> each.volumeIds(goes)), "InvalidVolume.NotFound", goes);
        assertRefused(() -> ec2.describeVolumes(each -> each.volumeIds("vol-x")), "InvalidVolumeID.Malformed", "vol-x");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            /dev/sda1, 4,     gp3, -,    -,   InvalidBlockDeviceMapping,   expect size >= 8GB
            /dev/sda1, 70000, gp3, -,    -,   InvalidParameterValue,       volumeSize
            /dev/sdb,  -,     gp3, -,    -,   MissingParameter,            size/snapshot
            /dev/sdb,  9,     io1, -,    -,   MissingParameter,            iops
            /dev/sdb,  9,     gp2, 3000, -,   InvalidParameterCombination, iops is not supported for gp2
            /dev/sdb,  9,     io2, 3000, 125, InvalidParameterCombination, throughput is not supported for io2
            """)
    @DisplayName("volumes that cannot be are refused, and nothing is launched")
    void volumesRefused(
            String name, Integer size, String type, Integer iops, Integer throughput, String code, String message) {
        assertRefused(
                () -> run(each -> each.blockDeviceMappings(device(
                        name, ebs().volumeSize(size).volumeType(type).iops(iops).throughput(throughput)))),
                code,
                message);
        assertThat(instanceCount()).isZero();
        assertThat(ec2.describeVolumes().volumes()).isEmpty();
    }

    @Test
    @DisplayName("one device twice, and what is not simulated")
    void mappingsRefused() {
        assertRefused(
                () -> run(each -> each.blockDeviceMappings(
                        device("/dev/sdb", ebs().volumeSize(1)), device("/dev/sdb", ebs().volumeSize(2)))),
                "InvalidBlockDeviceMapping",
                "/dev/sdb");
        assertRefused(
                () -> run(each -> each.blockDeviceMappings(device("/dev/sdb", ebs().snapshotId("snap-1")))),
                "UnsupportedOperation",
                "SnapshotId");
    }

    @Test
    @DisplayName("an instance profile, by name or ARN, is shown and found")
    void profile() {
        Instance byName = run(each -> each.iamInstanceProfile(profile -> profile.name("edge")));
        Instance byArn = run(each -> each.iamInstanceProfile(
                profile -> profile.arn("arn:aws:iam::123456789012:instance-profile/path/other")));

        assertThat(byName.iamInstanceProfile().arn()).isEqualTo("arn:aws:iam::123456789012:instance-profile/edge");
        assertThat(byName.iamInstanceProfile().id()).matches("AIPA[0-9A-F]{16}");
        assertThat(byArn.iamInstanceProfile().arn()).endsWith("path/other");
        assertThat(ec2.describeInstances(
                                each -> each.filters(filter("iam-instance-profile.arn", "*:instance-profile/edge")))
                        .reservations())
                .hasSize(1);
        assertThat(run(each -> {}).iamInstanceProfile()).isNull();
        assertRefused(
                () -> run(each -> each.iamInstanceProfile(
                        profile -> profile.name("a").arn("arn:aws:iam::123456789012:instance-profile/b"))),
                "InvalidParameterCombination",
                "iamInstanceProfile.name");
        assertRefused(
                () -> run(each -> each.iamInstanceProfile(profile -> profile.name("a b"))),
                "InvalidParameterValue",
                "Invalid IAM Instance Profile name");
        assertRefused(
                () -> run(each -> each.iamInstanceProfile(profile -> profile.arn("arn:aws:iam::1:role/b"))),
                "InvalidParameterValue",
                "Invalid IAM Instance Profile ARN");
    }

    @Test
    @DisplayName("a spot instance says so, and which request it came from; other markets are refused")
    void spot() {
        Instance spot = run(each -> each.instanceMarketOptions(market -> market.marketType("spot")
                .spotOptions(options -> options.maxPrice("0.05").spotInstanceType("one-time"))));

        assertThat(spot.instanceLifecycleAsString()).isEqualTo("spot");
        assertThat(spot.spotInstanceRequestId()).matches("sir-[0-9a-f]{8}");
        assertThat(run(each -> {}).instanceLifecycleAsString()).isNull();
        assertThat(ec2.describeInstances(each -> each.filters(filter("instance-lifecycle", "spot")))
                        .reservations())
                .hasSize(1);
        assertRefused(
                () -> run(each -> each.instanceMarketOptions(market -> market.marketType("capacity-block"))),
                "InvalidParameterValue",
                "capacity-block");
        assertRefused(
                () -> run(each -> each.instanceMarketOptions(market ->
                        market.marketType("spot").spotOptions(options -> options.spotInstanceType("persistent")))),
                "InvalidParameterValue",
                "persistent");
    }

    @Test
    @DisplayName("description, groups, source check and primary IPv6 change, one at a time, and are read back")
    void attributes() {
        String id = create(each -> each.ipv6AddressCount(1)).networkInterfaceId();
        String web = ec2.createSecurityGroup(
                        each -> each.groupName("web").description("d").vpcId(VPC))
                .groupId();

        ec2.modifyNetworkInterfaceAttribute(
                each -> each.networkInterfaceId(id).description(text -> text.value("edge")));
        ec2.modifyNetworkInterfaceAttribute(each -> each.networkInterfaceId(id).groups(web, GROUP));
        ec2.modifyNetworkInterfaceAttribute(
                each -> each.networkInterfaceId(id).sourceDestCheck(check -> check.value(false)));
        ec2.modifyNetworkInterfaceAttribute(each -> each.networkInterfaceId(id).enablePrimaryIpv6(true));

        var shown = describeInterface(id);
        assertThat(shown.description()).isEqualTo("edge");
        assertThat(shown.groups()).extracting(each -> each.groupId()).containsExactly(web, GROUP);
        assertThat(shown.sourceDestCheck()).isFalse();
        assertThat(shown.ipv6Addresses().get(0).isPrimaryIpv6()).isTrue();
        assertThat(read(id, NetworkInterfaceAttribute.DESCRIPTION).description().value())
                .isEqualTo("edge");
        assertThat(read(id, NetworkInterfaceAttribute.GROUP_SET).groups()).hasSize(2);
        assertThat(read(id, NetworkInterfaceAttribute.SOURCE_DEST_CHECK)
                        .sourceDestCheck()
                        .value())
                .isFalse();
        assertThat(read(id, NetworkInterfaceAttribute.ATTACHMENT).attachment()).isNull();
        Instance host = run(each -> each.networkInterfaces(existing(id)));
        assertThat(host.sourceDestCheck()).isFalse();
        assertThat(host.securityGroups()).hasSize(2);
        assertRefused(
                () -> ec2.modifyNetworkInterfaceAttribute(
                        each -> each.networkInterfaceId(id).enablePrimaryIpv6(false)),
                "InvalidParameterValue",
                "cannot be disabled");
        assertRefused(
                () -> ec2.modifyNetworkInterfaceAttribute(
                        each -> each.networkInterfaceId(id).groups(GROUP).description(text -> text.value("x"))),
                "InvalidParameterCombination",
                "Description, SecurityGroupId");
        assertRefused(
                () -> ec2.modifyNetworkInterfaceAttribute(
                        each -> each.networkInterfaceId(id).groups("sg-00000000000000000")),
                "InvalidGroup.NotFound",
                "sg-0");
        assertRefused(
                () -> ec2.modifyNetworkInterfaceAttribute(each -> each.networkInterfaceId(id)),
                "InvalidParameterCombination",
                "No attributes");
    }

    private software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse read(
            String id, NetworkInterfaceAttribute attribute) {
        return ec2.describeNetworkInterfaceAttribute(
                each -> each.networkInterfaceId(id).attribute(attribute));
    }

    @Test
    @DisplayName("an interface that was there before goes with its instance once that is said of its attachment")
    void deleteOnTermination() {
        String id = create(each -> {}).networkInterfaceId();
        Instance host = run(each -> each.networkInterfaces(existing(id)));
        String attachment =
                read(id, NetworkInterfaceAttribute.ATTACHMENT).attachment().attachmentId();

        assertRefused(
                () -> ec2.modifyNetworkInterfaceAttribute(each -> each.networkInterfaceId(id)
                        .attachment(one ->
                                one.attachmentId("eni-attach-00000000000000000").deleteOnTermination(true))),
                "InvalidAttachmentID.NotFound",
                "eni-attach-0");
        assertRefused(
                () -> ec2.modifyNetworkInterfaceAttribute(
                        each -> each.networkInterfaceId(id).attachment(one -> one.deleteOnTermination(true))),
                "MissingParameter",
                "AttachmentId");
        ec2.modifyNetworkInterfaceAttribute(each -> each.networkInterfaceId(id)
                .attachment(one -> one.attachmentId(attachment).deleteOnTermination(true)));
        assertThat(describeInterface(id).attachment().deleteOnTermination()).isTrue();
        ec2.terminateInstances(each -> each.instanceIds(host.instanceId()));
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }
}
