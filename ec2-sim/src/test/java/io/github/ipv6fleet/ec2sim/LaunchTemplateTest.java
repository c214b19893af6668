package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** EC2 API reference, CreateLaunchTemplate and its neighbours; EC2 User Guide, "Launch templates". */
@SuppressWarnings("unchecked") // varargs of the SDK's consumers
class LaunchTemplateTest extends Region {
    private static void card(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.Builder each) {
        each.deviceIndex(0).subnetId(SUBNET).groups(GROUP).ipv6PrefixCount(1);
    }

    private static RequestLaunchTemplateData.Builder data(RequestLaunchTemplateData.Builder data) {
        return data.imageId(BIONIC)
                .instanceType("r5d.large")
                .userData("IyEvYmluL3No")
                .metadataOptions(each -> each.httpTokens("required").httpPutResponseHopLimit(1))
                .networkInterfaces(LaunchTemplateTest::card)
                .tagSpecifications(tagged("instance", "from", "template"));
    }

    private static LaunchTemplateTagSpecificationRequest tagged(String type, String key, String value) {
        return LaunchTemplateTagSpecificationRequest.builder()
                .resourceType(type)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    private LaunchTemplate template(String name) {
        return ec2.createLaunchTemplate(each -> each.launchTemplateName(name).launchTemplateData(data -> data(data)))
                .launchTemplate();
    }

    private LaunchTemplateVersion version(
            String name, String source, Consumer<RequestLaunchTemplateData.Builder> data) {
        return ec2.createLaunchTemplateVersion(each ->
                        each.launchTemplateName(name).sourceVersion(source).launchTemplateData(data))
                .launchTemplateVersion();
    }

    private Instance launchFrom(Consumer<RunInstancesRequest.Builder> settings) {
        return ec2.runInstances(each -> settings.accept(each.minCount(1).maxCount(1)))
                .instances()
                .get(0);
    }

    private List<LaunchTemplateVersion> versions(String name, String... wanted) {
        return ec2.describeLaunchTemplateVersions(
                        each -> each.launchTemplateName(name).versions(wanted))
                .launchTemplateVersions();
    }

    @Test
    @DisplayName("what a template holds is shown as it was sent, by id, name, filter and page")
    void roundTrip() {
        LaunchTemplate made = ec2.createLaunchTemplate(each -> each.launchTemplateName("edge")
                        .versionDescription("first")
                        .tagSpecifications(tags("launch-template", "team", "net"))
                        .launchTemplateData(data -> data(data)
                                .keyName("k")
                                .ebsOptimized(true)
                                .monitoring(one -> one.enabled(true))
                                .placement(one -> one.tenancy("default"))
                                .blockDeviceMappings(one -> one.deviceName("/dev/sda1")
                                        .ebs(ebs -> ebs.volumeSize(20)
                                                .volumeType("gp3")
                                                .encrypted(true)))))
                .launchTemplate();
        template("other");

        assertThat(made.launchTemplateId()).matches("lt-[0-9a-f]{17}");
        assertThat(made.defaultVersionNumber()).isEqualTo(1);
        assertThat(made.latestVersionNumber()).isEqualTo(1);
        assertThat(made.tags())
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo("net"));
        assertThat(made.createTime()).isEqualTo(clock.instant());
        assertThat(versions("edge", "1")).singleElement().satisfies(each -> {
            assertThat(each.versionDescription()).isEqualTo("first");
            assertThat(each.defaultVersion()).isTrue();
            var data = each.launchTemplateData();
            assertThat(data.imageId()).isEqualTo(BIONIC);
            assertThat(data.ebsOptimized()).isTrue();
            assertThat(data.monitoring().enabled()).isTrue();
            assertThat(data.metadataOptions().httpPutResponseHopLimit()).isEqualTo(1);
            assertThat(data.networkInterfaces()).singleElement().satisfies(nic -> {
                assertThat(nic.groups()).containsExactly(GROUP);
                assertThat(nic.ipv6PrefixCount()).isEqualTo(1);
                assertThat(nic.subnetId()).isEqualTo(SUBNET);
            });
            assertThat(data.blockDeviceMappings().get(0).ebs().volumeSize()).isEqualTo(20);
            assertThat(data.tagSpecifications().get(0).resourceType()).isEqualTo(ResourceType.INSTANCE);
            assertThat(data.tagSpecifications().get(0).tags().get(0).value()).isEqualTo("template");
        });
        assertThat(ec2.describeLaunchTemplates(each -> each.launchTemplateNames("edge"))
                        .launchTemplates())
                .extracting(LaunchTemplate::launchTemplateId)
                .containsExactly(made.launchTemplateId());
        assertThat(ec2.describeLaunchTemplates(each -> each.filters(filter("tag:team", "n*")))
                        .launchTemplates())
                .hasSize(1);
        assertThat(ec2.describeLaunchTemplatesPaginator(each -> each.maxResults(1))
                        .launchTemplates())
                .extracting(LaunchTemplate::launchTemplateName)
                .containsExactly("edge", "other");
    }

    @Test
    @DisplayName("a launch from a template has its interface, prefix, options and tags, and says where it came from")
    void launch() {
        LaunchTemplate made = template("edge");

        Instance instance = launchFrom(each -> each.launchTemplate(one -> one.launchTemplateName("edge"))
                .tagSpecifications(tags("instance", "from", "launch")));

        assertThat(instance.instanceTypeAsString()).isEqualTo("r5d.large");
        assertThat(instance.subnetId()).isEqualTo(SUBNET);
        assertThat(instance.networkInterfaces().get(0).ipv6Prefixes()).hasSize(1);
        assertThat(instance.metadataOptions().httpTokensAsString()).isEqualTo("required");
        assertThat(describe(instance.instanceId()).tags())
                .extracting(each -> each.key() + "=" + each.value())
                .containsExactlyInAnyOrder(
                        "from=launch",
                        "aws:ec2launchtemplate:id=" + made.launchTemplateId(),
                        "aws:ec2launchtemplate:version=1");
        ec2.deleteTags(each -> each.resources(instance.instanceId()));
        assertThat(describe(instance.instanceId()).tags())
                .as("EC2's own tags stay")
                .hasSize(2);
        String several = launchFrom(each -> each.maxCount(3).launchTemplate(one -> one.launchTemplateName("edge")))
                .instanceId();
        assertThat(several).isNotEqualTo(instance.instanceId());
        assertThat(instanceCount()).isEqualTo(4);
    }

    @Test
    @DisplayName("versions inherit and overwrite; $Latest, $Default and numbers choose; without one it is the default")
    void versions() {
        template("edge");
        LaunchTemplateVersion second = version("edge", "1", each -> each.instanceType("t3.small"));
        version("edge", null, each -> each.imageId(BIONIC).instanceType("t3.micro"));

        assertThat(second.versionNumber()).isEqualTo(2);
        assertThat(second.defaultVersion()).isFalse();
        assertThat(second.launchTemplateData().networkInterfaces()).hasSize(1);
        assertThat(second.launchTemplateData().instanceTypeAsString()).isEqualTo("t3.small");
        assertThat(versions("edge"))
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(1L, 2L, 3L);
        assertThat(versions("edge", "$Latest", "$Default"))
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(1L, 3L);
        assertThat(launchedType(null)).isEqualTo("r5d.large");
        assertThat(launchedType("2")).isEqualTo("t3.small");
        assertThat(launchedType("$Latest")).isEqualTo("t3.micro");

        ec2.modifyLaunchTemplate(each -> each.launchTemplateName("edge").defaultVersion("2"));
        assertThat(launchedType("$Default")).isEqualTo("t3.small");
        assertThat(ec2.describeLaunchTemplateVersions(each -> each.versions("$Default"))
                        .launchTemplateVersions())
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(2L);
        assertThat(ec2.describeLaunchTemplateVersions(each -> each.launchTemplateName("edge")
                                .minVersion("2")
                                .maxVersion("3")
                                .filters(filter("is-default-version", "false")))
                        .launchTemplateVersions())
                .extracting(LaunchTemplateVersion::versionNumber)
                .containsExactly(3L);
        assertThat(ec2.describeLaunchTemplateVersionsPaginator(
                                each -> each.launchTemplateName("edge").maxResults(2))
                        .launchTemplateVersions())
                .hasSize(3);
    }

    private String launchedType(String version) {
        return launchFrom(each -> each.launchTemplate(
                        one -> one.launchTemplateName("edge").version(version)))
                .instanceTypeAsString();
    }

    @Test
    @DisplayName("the default version stays, others go, each with its own outcome; a number does not come again")
    void deleteVersions() {
        LaunchTemplate made = template("edge");
        version("edge", "1", each -> each.instanceType("t3.small"));

        var answer = ec2.deleteLaunchTemplateVersions(
                each -> each.launchTemplateId(made.launchTemplateId()).versions("1", "2", "9"));

        assertThat(answer.successfullyDeletedLaunchTemplateVersions())
                .extracting(each -> each.versionNumber())
                .containsExactly(2L);
        assertThat(answer.unsuccessfullyDeletedLaunchTemplateVersions())
                .extracting(each ->
                        each.versionNumber() + " " + each.responseError().codeAsString())
                .containsExactly("1 unexpectedError", "9 launchTemplateVersionDoesNotExist");
        assertThat(version("edge", "1", each -> each.instanceType("t3.small")).versionNumber())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("a deleted template can be launched no more, its name can be had again, its instances stay")
    void delete() {
        template("edge");
        String instance = launchFrom(each -> each.launchTemplate(one -> one.launchTemplateName("edge")))
                .instanceId();
        assertThat(ec2.deleteLaunchTemplate(each -> each.launchTemplateName("edge"))
                        .launchTemplate()
                        .launchTemplateName())
                .isEqualTo("edge");

        assertRefused(
                () -> launchFrom(each -> each.launchTemplate(one -> one.launchTemplateName("edge"))),
                "InvalidLaunchTemplateName.NotFoundException",
                "edge");
        assertThat(describe(instance).state().nameAsString()).isEqualTo("running");
        assertThat(template("edge").latestVersionNumber()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "aws/karpenter-provider-aws#2187: a template with an address and a prefix is kept; launching is refused")
    void twoForms() {
        ec2.createLaunchTemplate(each -> each.launchTemplateName("both")
                .launchTemplateData(data -> data.imageId(BIONIC)
                        .instanceType("r5d.large")
                        .networkInterfaces(one -> one.deviceIndex(0)
                                .subnetId(SUBNET)
                                .ipv6AddressCount(1)
                                .ipv6PrefixCount(1))));

        assertRefused(
                () -> launchFrom(each -> each.launchTemplate(one -> one.launchTemplateName("both"))),
                "InvalidParameterValue",
                "You can specify one and only one of ipv6Address or ipv6AddressCount or ipv6Prefix or ipv6PrefixCount");
        assertThat(instanceCount()).isZero();
    }

    @Test
    @DisplayName("ansible-collections/amazon.aws#157: interfaces of a template, and a subnet or group of the launch")
    void interfacesAndSubnet() {
        template("edge");

        assertRefused(
                () -> launchFrom(each -> each.subnetId(SUBNET).launchTemplate(one -> one.launchTemplateName("edge"))),
                "InvalidParameterCombination",
                "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        Instance elsewhere = launchFrom(each -> each.launchTemplate(one -> one.launchTemplateName("edge"))
                .networkInterfaces(nic(0).toBuilder().subnetId(OTHER_SUBNET).build()));
        assertThat(elsewhere.subnetId()).isEqualTo(OTHER_SUBNET);
        assertThat(elsewhere.networkInterfaces().get(0).ipv6Prefixes())
                .as("a list replaces a list")
                .isEmpty();
    }

    @Test
    @DisplayName("client tokens: the same template again, and a launch that knows its template after it was deleted")
    void tokens() {
        String first = tokenTemplate("a", "edge");
        assertThat(tokenTemplate("a", "edge")).isEqualTo(first);
        assertRefused(() -> tokenTemplate("a", "edge-2"), "IdempotentParameterMismatch", "");
        assertThat(tokenTemplate("x".repeat(128), "edge-3")).isNotEqualTo(first);
        assertRefused(() -> tokenTemplate("x".repeat(129), "edge-4"), "InvalidClientToken", "128");
        String launched = launchFrom(
                        each -> each.clientToken("l").launchTemplate(one -> one.launchTemplateName("edge")))
                .instanceId();
        ec2.deleteLaunchTemplate(each -> each.launchTemplateName("edge"));

        assertThat(launchFrom(each -> each.clientToken("l").launchTemplate(one -> one.launchTemplateName("edge")))
                        .instanceId())
                .isEqualTo(launched);
        for (int i = 0; i < 2; i++) {
            ec2.createLaunchTemplateVersion(each -> each.launchTemplateName("edge-3")
                    .clientToken("v")
                    .launchTemplateData(data -> data.instanceType("t3.small")));
        }
        assertThat(versions("edge-3")).hasSize(2);
    }

    private String tokenTemplate(String token, String name) {
        return ec2.createLaunchTemplate(
                        each -> each.clientToken(token).launchTemplateName(name).launchTemplateData(data -> data(data)))
                .launchTemplate()
                .launchTemplateId();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "with space", "ünïcode"})
    @DisplayName("names are of 3 to 128 characters of a small set")
    void malformedName(String name) {
        assertRefused(() -> template(name), "InvalidLaunchTemplateName.MalformedException", "between 3 and 128");
    }

    @Test
    @DisplayName("what is not there, is there twice, or says nothing")
    void refusals() {
        template("edge");
        assertRefused(
                () -> template("edge"),
                "InvalidLaunchTemplateName.AlreadyExistsException",
                "Launch template name already in use.");
        assertRefused(
                () -> ec2.createLaunchTemplate(
                        each -> each.launchTemplateName("empty").launchTemplateData(data -> {})),
                "MissingParameter",
                "");
        assertRefused(() -> versions("edge", "5"), "InvalidLaunchTemplateId.VersionNotFound", "specified version 5");
        assertRefused(() -> versions("edge", "newest"), "InvalidParameterValue", "newest");
        assertRefused(
                () -> ec2.modifyLaunchTemplate(
                        each -> each.launchTemplateName("edge").defaultVersion("5")),
                "InvalidLaunchTemplateId.VersionNotFound",
                "5");
        assertRefused(
                () -> ec2.deleteLaunchTemplate(each -> each.launchTemplateId("lt-00000000000000000")),
                "InvalidLaunchTemplateId.NotFound",
                "lt-00000000000000000");
        assertRefused(
                () -> ec2.describeLaunchTemplates(each -> each.launchTemplateIds("lt-x")),
                "InvalidLaunchTemplateId.Malformed",
                "lt-x");
        assertRefused(() -> ec2.describeLaunchTemplateVersions(each -> {}), "MissingParameter", "launchTemplateId");
        assertRefused(
                () -> ec2.deleteLaunchTemplate(
                        each -> each.launchTemplateId("lt-00000000000000000").launchTemplateName("edge")),
                "InvalidParameterCombination",
                "not both");
        version("edge", null, each -> each.instanceType("t3.small"));
        assertRefused(
                () -> launchFrom(each -> each.launchTemplate(
                        one -> one.launchTemplateName("edge").version("2"))),
                "MissingParameter",
                "ImageId");
    }

    @Test
    @DisplayName("what a template cannot hold is refused when it is written, by name")
    void notSimulated() {
        assertRefused(
                () -> ec2.createLaunchTemplate(each -> each.launchTemplateName("edge")
                        .launchTemplateData(data -> data(data).hibernationOptions(one -> one.configured(true)))),
                "UnsupportedOperation",
                "LaunchTemplateData.HibernationOptions");
        Http.Answer unknown = Http.post(
                simulator,
                "Action=CreateLaunchTemplate&LaunchTemplateName=edge&LaunchTemplateData.ImageId=" + BIONIC
                        + "&LaunchTemplateData.NetworkInterface.1.Ipv6PrefxCount=1");
        assertThat(unknown.body()).contains("<Code>UnknownParameter</Code>").contains("Ipv6PrefxCount");
        Http.Answer wrong = Http.post(
                simulator,
                "Action=CreateLaunchTemplate&LaunchTemplateName=edge&LaunchTemplateData.NetworkInterface.1.DeviceIndex=a");
        assertThat(wrong.body()).contains("<Code>InvalidParameterValue</Code>");
        assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
    }

    @Test
    @DisplayName("trying only: nothing is made, and an unknown parameter beside a template is refused all the same")
    void dryRun() {
        template("edge");
        try {
            launchFrom(each -> each.dryRun(true).launchTemplate(one -> one.launchTemplateName("edge")));
        } catch (Ec2Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation");
        }
        Http.Answer answer = Http.post(
                simulator,
                "Action=RunInstances&MinCount=1&MaxCount=1&LaunchTemplate.LaunchTemplateName=edge&Colour=red&DryRun=true");
        assertThat(answer.body()).contains("<Code>UnknownParameter</Code>");
        assertThat(instanceCount()).isZero();
    }
}
