package io.github.ipv6fleet.aws.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.SentUserData;
import io.github.ipv6fleet.aws.TestKeys;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceSecondaryInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What the options make of a RunInstances call, and what a caller may change of it. */
class OptionalPartsTest {
    private static final ChosenImage IMAGE = new ChosenImage("ami-0ac019f4fcb7cb7e6", "/dev/xvda");

    private static final InstanceSecondaryInterfaceSpecificationRequest SECOND =
            InstanceSecondaryInterfaceSpecificationRequest.builder()
                    .deviceIndex(1)
                    .build();

    private final VirtualTime time = new VirtualTime(Duration.ZERO);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        time.close();
    }

    private FleetDraft draft(Consumer<OptionsDraft> options) {
        FleetDraft draft = time.draft();
        draft.count = 1;
        options.accept(draft.options);
        return draft;
    }

    private RunInstancesRequest request(Consumer<OptionsDraft> options) {
        return request(draft(options));
    }

    private RunInstancesRequest request(FleetDraft draft) {
        FleetSettings settings = draft.settings();
        HostPlan host = Planning.of(time.gateway(), settings).plan().hosts().get(0);
        return new RunRequest(settings, Shape.of(time.gateway(), settings, "run"), IMAGE, "run")
                .of(LaunchCall.of(0, host, time.ec2().subnetId()), 0, "t3.small");
    }

    @Test
    @DisplayName("without options: no profile, no volume, no market, no public IPv4")
    void nothing() {
        RunInstancesRequest request = request(options -> {});
        assertThat(request.iamInstanceProfile()).isNull();
        assertThat(request.hasBlockDeviceMappings()).isFalse();
        assertThat(request.instanceMarketOptions()).isNull();
        assertThat(request.networkInterfaces().get(0).associatePublicIpAddress())
                .isFalse();
        assertThat(request.tagSpecifications()).hasSize(3);
    }

    @Test
    void profile_byNameOrArn() {
        assertThat(request(o -> o.instanceProfile = "edge").iamInstanceProfile().name())
                .isEqualTo("edge");
        String arn = "arn:aws:iam::123456789012:instance-profile/edge";
        assertThat(request(o -> o.instanceProfile = arn).iamInstanceProfile().arn())
                .isEqualTo(arn);
    }

    @Test
    @DisplayName("the root volume is under the image's device name; unencrypted is no order")
    void rootVolume() {
        BlockDeviceMapping root = request(o -> o.rootVolume = new RootVolume(20, true))
                .blockDeviceMappings()
                .get(0);
        assertThat(root.deviceName()).isEqualTo("/dev/xvda");
        assertThat(root.ebs().volumeSize()).isEqualTo(20);
        assertThat(root.ebs().encrypted()).isTrue();
        assertThat(root.ebs().deleteOnTermination()).isTrue();
        assertThat(request(o -> o.rootVolume = new RootVolume(20, false))
                        .blockDeviceMappings()
                        .get(0)
                        .ebs()
                        .encrypted())
                .isNull();
    }

    @Test
    @DisplayName("a root volume smaller than the image, or of an image without one, is refused")
    void rootVolume_thatDoesNotFit() {
        Image image = Image.builder()
                .imageId("ami-1")
                .rootDeviceName("/dev/sda1")
                .rootDeviceType(DeviceType.EBS)
                .blockDeviceMappings(mapping("/dev/sdb", 100), mapping("/dev/sda1", 8))
                .build();
        assertThat(ChosenImage.of(image, new RootVolume(8, false)).rootDevice()).isEqualTo("/dev/sda1");
        assertThatThrownBy(() -> ChosenImage.of(image, new RootVolume(7, false)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("root volume of 7 GiB: image ami-1 needs 8 GiB; give at least that");
        Image store =
                image.toBuilder().rootDeviceType(DeviceType.INSTANCE_STORE).build();
        assertThat(ChosenImage.of(store, null).id()).isEqualTo("ami-1");
        assertThatThrownBy(() -> ChosenImage.of(store, new RootVolume(9, false)))
                .hasMessageContaining("the root of image ami-1 is no EBS volume");
    }

    private static BlockDeviceMapping mapping(String device, int gib) {
        return BlockDeviceMapping.builder()
                .deviceName(device)
                .ebs(EbsBlockDevice.builder().volumeSize(gib).build())
                .build();
    }

    @Test
    @DisplayName("spot: one time, terminated when interrupted, and its request carries the instance's tags")
    void spot() {
        RunInstancesRequest request = request(o -> o.spot = true);
        assertThat(request.instanceMarketOptions().marketType()).isEqualTo(MarketType.SPOT);
        assertThat(request.instanceMarketOptions().spotOptions().spotInstanceType())
                .isEqualTo(SpotInstanceType.ONE_TIME);
        assertThat(request.instanceMarketOptions().spotOptions().instanceInterruptionBehavior())
                .isEqualTo(InstanceInterruptionBehavior.TERMINATE);
        assertThat(tags(request, ResourceType.SPOT_INSTANCES_REQUEST))
                .isNotEmpty()
                .isEqualTo(tags(request, ResourceType.INSTANCE));
    }

    @Test
    void publicIpv4_isSaid() {
        assertThat(request(o -> o.publicIpv4 = true).networkInterfaces().get(0).associatePublicIpAddress())
                .isTrue();
    }

    @Test
    @DisplayName("keys: each once, in a part of the user data after the caller's; other keys are another profile")
    void sshKeys() throws Exception {
        SshKey first = SshKeyFile.read("sshKey", TestKeys.file(folder, "a.pub", TestKeys.ED25519));
        SshKey quoting = SshKeyFile.read(
                "sshKey", TestKeys.file(folder, "b.pub", TestKeys.OTHER.replace("other", "\"o\\\": x")));
        FleetDraft draft = draft(options -> {
            options.authorise(first);
            options.authorise(quoting);
            options.authorise(first);
        });

        String userData = SentUserData.text(request(draft).userData());
        assertThat(userData)
                .containsOnlyOnce(TestKeys.ED25519)
                .contains("merge_how: \"list(append)+dict(no_replace,recurse_list)+str()\"\nssh_authorized_keys:\n")
                .contains("6X \\\"o\\\\\\\": x\"\n");
        assertThat(draft.settings().profileName()).matches(".* keys-[0-9a-f]{8}");
        assertThat(draft(o -> o.authorise(first)).settings().profileName())
                .isNotEqualTo(draft.settings().profileName());
        assertThat(draft(o -> {}).settings().profileName()).doesNotContain("keys");
        assertThat(draft.settings().options().keyFile()).contains(folder.resolve("a"));
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                Arguments.of("ClientToken", change(r -> r.clientToken("mine"))),
                Arguments.of("ClientToken", change(r -> r.clientToken(null))),
                Arguments.of("MinCount", change(r -> r.minCount(0))),
                Arguments.of("MaxCount", change(r -> r.maxCount(2))),
                Arguments.of("NetworkInterface", change(r -> r.networkInterfaces(List.of()))),
                Arguments.of(
                        "NetworkInterface",
                        change(r -> r.networkInterfaces(r.build().networkInterfaces().get(0).toBuilder()
                                .associatePublicIpAddress(true)
                                .build()))),
                Arguments.of("SubnetId", change(r -> r.subnetId("subnet-0"))),
                Arguments.of("SecurityGroupId", change(r -> r.securityGroupIds("sg-0"))),
                Arguments.of("SecurityGroup", change(r -> r.securityGroups("default"))),
                Arguments.of("EnablePrimaryIpv6", change(r -> r.enablePrimaryIpv6(true))),
                Arguments.of("SecondaryInterface", change(r -> r.secondaryInterfaces(SECOND))),
                Arguments.of("Ipv6AddressCount", change(r -> r.ipv6AddressCount(1))),
                Arguments.of("the tags of instance", change(r -> r.tagSpecifications(List.of()))),
                Arguments.of("the tags of volume", change(r -> tag(r, "ipv6-fleet:index", "7"))),
                Arguments.of("the tags of network-interface", change(r -> tag(r, "ipv6-fleet:more", "x"))),
                Arguments.of("the tags of instance", change(r -> tag(r, "Name", "x"))));
    }

    private static Consumer<RunInstancesRequest.Builder> change(Consumer<RunInstancesRequest.Builder> change) {
        return change;
    }

    /** Adds a tag to everything that has tags. */
    private static void tag(RunInstancesRequest.Builder request, String key, String value) {
        List<TagSpecification> all = new ArrayList<>();
        for (TagSpecification each : request.build().tagSpecifications()) {
            List<Tag> tags = new ArrayList<>(each.tags());
            tags.add(Tag.builder().key(key).value(value).build());
            all.add(each.toBuilder().tags(tags).build());
        }
        request.tagSpecifications(all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forbidden")
    void change_ofWhatIsOurs_isNamed(String what, Consumer<RunInstancesRequest.Builder> change) {
        assertThatThrownBy(() -> request(o -> o.changes.add(change)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("runInstances(...): changes ")
                .hasMessageContaining(what)
                .hasMessageContaining("leave them as they are");
    }

    @Test
    @DisplayName("everything else may be changed, last of all, and tags may be added")
    void change_ofAnythingElse() {
        RunInstancesRequest request = request(o -> {
            o.rootVolume = new RootVolume(20, false);
            o.changes.add(r -> r.ebsOptimized(true).placement(p -> p.tenancy("dedicated")));
            o.changes.add(r -> tag(r, "team", "net"));
            o.changes.add(r -> r.blockDeviceMappings(List.of()));
        });
        assertThat(request.ebsOptimized()).isTrue();
        assertThat(request.placement().tenancyAsString()).isEqualTo("dedicated");
        assertThat(request.blockDeviceMappings()).isEmpty();
        assertThat(tags(request, ResourceType.VOLUME))
                .contains(Tag.builder().key("team").value("net").build());
    }

    @Test
    @DisplayName("a change that is refused is refused before anything is launched")
    void change_isCheckedFirst() {
        FleetSettings settings = draft(o -> o.changes.add(r -> r.maxCount(9))).settings();
        assertThatThrownBy(() -> Launch.run(time.gateway(), settings)).hasMessageContaining("MaxCount");
        assertThat(time.ec2().writes()).isEmpty();
    }

    private static List<Tag> tags(RunInstancesRequest request, ResourceType type) {
        return request.tagSpecifications().stream()
                .filter(each -> each.resourceType() == type)
                .flatMap(each -> each.tags().stream())
                .toList();
    }
}
