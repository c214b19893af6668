package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceType;

class LaunchTest extends Region {

    @Test
    @DisplayName("an instance says what it was launched with")
    void describes() {
        Instance launched = ec2.runInstances(each -> oneHost(each)
                        .clientToken("token")
                        .networkInterfaces(nic(0).toBuilder()
                                .ipv6AddressCount(1)
                                .primaryIpv6(true)
                                .groups(GROUP)
                                .associatePublicIpAddress(false)
                                .build())
                        .metadataOptions(options -> options.httpTokens("required")
                                .httpPutResponseHopLimit(1)
                                .httpProtocolIpv6("enabled")
                                .instanceMetadataTags("enabled"))
                        .tagSpecifications(tags("instance", "Name", "edge"), tags("network-interface", "Name", "nic")))
                .instances()
                .get(0);

        Instance instance = describe(launched.instanceId());

        assertThat(instance.imageId()).isEqualTo(BIONIC);
        assertThat(instance.instanceType()).isEqualTo(InstanceType.R5_D_LARGE);
        assertThat(instance.architectureAsString()).isEqualTo("x86_64");
        assertThat(instance.clientToken()).isEqualTo("token");
        assertThat(instance.amiLaunchIndex()).isZero();
        assertThat(instance.launchTime()).isEqualTo(clock.instant());
        assertThat(instance.placement().availabilityZone()).isEqualTo("us-east-1a");
        assertThat(instance.state().code()).isEqualTo(16);
        assertThat(instance.publicIpAddress()).isNull();
        assertThat(instance.securityGroups())
                .singleElement()
                .satisfies(each -> assertThat(each.groupId()).isEqualTo(GROUP));
        assertThat(instance.tags())
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo("edge"));
        assertThat(instance.metadataOptions().httpTokensAsString()).isEqualTo("required");
        assertThat(instance.metadataOptions().httpPutResponseHopLimit()).isEqualTo(1);
        assertThat(instance.metadataOptions().httpProtocolIpv6AsString()).isEqualTo("enabled");
        assertThat(instance.metadataOptions().instanceMetadataTagsAsString()).isEqualTo("enabled");
        assertThat(instance.ipv6Address())
                .isEqualTo(instance.networkInterfaces()
                        .get(0)
                        .ipv6Addresses()
                        .get(0)
                        .ipv6Address());
        assertThat(instance.networkInterfaces().get(0).ipv6Addresses().get(0).isPrimaryIpv6())
                .isTrue();
        assertThat(describeInterface(instance.networkInterfaces().get(0).networkInterfaceId())
                        .tagSet())
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo("nic"));
    }

    @Test
    @DisplayName("default subnets give a public IPv4 address unless it is refused; several interfaces get none")
    void publicIpv4() {
        assertThat(run(each -> {}).publicIpAddress()).matches("198\\.51\\.100\\.\\d+");
        assertThat(launch(each -> each).publicIpAddress()).isNotNull();
        assertThat(launch(each -> each.associatePublicIpAddress(false)).publicIpAddress())
                .isNull();
        assertThat(run(each -> each.networkInterfaces(nic(0), nic(1))).publicIpAddress())
                .isNull();
        ec2.modifySubnetAttribute(each -> each.subnetId(SUBNET).mapPublicIpOnLaunch(on -> on.value(false)));
        assertThat(launch(each -> each).publicIpAddress()).isNull();
    }

    @Test
    @DisplayName("a batch: every instance has its own index, addresses and prefix (EC2 API reference, RunInstances)")
    void batch() {
        var answer = ec2.runInstances(each -> oneHost(each)
                .minCount(3)
                .maxCount(3)
                .networkInterfaces(nic(0).toBuilder().ipv6PrefixCount(1).build()));

        assertThat(answer.instances()).extracting(Instance::amiLaunchIndex).containsExactly(0, 1, 2);
        assertThat(answer.instances())
                .extracting(each ->
                        each.networkInterfaces().get(0).ipv6Prefixes().get(0).ipv6Prefix())
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("what is named goes to one instance only (API reference, InstanceNetworkInterfaceSpecification)")
    void batchRefusesExplicit() {
        String eni = create(each -> {}).networkInterfaceId();
        for (var spec : List.of(
                nic(0).toBuilder()
                        .ipv6Addresses(address("2600:1f18:47b:ca03::8"))
                        .build(),
                nic(0).toBuilder()
                        .ipv6Prefixes(prefix("2600:1f18:47b:ca03:1::/80"))
                        .build(),
                existing(eni))) {
            assertRefused(
                    () -> run(each -> each.maxCount(2).networkInterfaces(spec)), "InvalidParameterCombination", "one");
        }
    }

    @Test
    @DisplayName(
            "fewer than MinCount possible, and nothing is launched; between Min and Max what fits (EC2 API reference)")
    void partialBatch() {
        String small = ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("172.31.128.0/28"))
                .subnet()
                .subnetId();

        assertRefused(
                () -> run(each -> each.subnetId(small).minCount(12).maxCount(12)),
                "InsufficientFreeAddressesInSubnet",
                "enough free private IP addresses");
        assertThat(instanceCount()).isZero();
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
        assertThat(ec2.runInstances(each -> oneHost(each).subnetId(small).maxCount(12))
                        .instances())
                .hasSize(11);
    }

    @Test
    @DisplayName("user data comes back as it was, up to 16384 raw bytes (EC2 User Guide)")
    void userData() {
        String longest = Base64.getEncoder().encodeToString("é".repeat(8192).getBytes(StandardCharsets.UTF_8));
        String id = run(each -> each.userData(longest)).instanceId();

        assertThat(ec2.describeInstanceAttribute(each -> each.instanceId(id).attribute(InstanceAttributeName.USER_DATA))
                        .userData()
                        .value())
                .isEqualTo(longest);
        assertRefused(
                () -> run(each -> each.userData(Base64.getEncoder().encodeToString(new byte[16_385]))),
                "InvalidParameterValue",
                "User data is limited to 16384 bytes");
    }

    @Test
    @DisplayName("image and type have one architecture: aws/eks-anywhere-build-tooling#2158")
    void architecture() {
        assertRefused(
                () -> run(each -> each.imageId(NOBLE_ARM)),
                "InvalidParameterValue",
                "The architecture 'x86_64' of the specified instance type does not match the architecture 'arm64' of"
                        + " the specified AMI.");
        assertThat(run(each -> each.imageId(NOBLE_ARM).instanceType("t4g.small"))
                        .architectureAsString())
                .isEqualTo("arm64");
    }

    @Test
    @DisplayName(
            "an image with imdsSupport v2.0 requires tokens and sets the hop limit to 2 (EC2 API reference, Image)")
    void imdsDefaults() {
        var bionic = describe(run(each -> {}).instanceId()).metadataOptions();
        var noble = describe(run(each -> each.imageId(NOBLE_ARM).instanceType("t4g.small"))
                        .instanceId())
                .metadataOptions();

        assertThat(bionic.httpTokensAsString()).isEqualTo("optional");
        assertThat(bionic.httpPutResponseHopLimit()).isEqualTo(1);
        assertThat(noble.httpTokensAsString()).isEqualTo("required");
        assertThat(noble.httpPutResponseHopLimit()).isEqualTo(2);
    }

    @Test
    @DisplayName("what is not there: error codes for the EC2 API; the type: getmoto/moto#1695")
    void notFound() {
        assertRefused(
                () -> run(each -> each.imageId("ami-00000000")),
                "InvalidAMIID.NotFound",
                "The image id '[ami-00000000]' does not exist");
        assertRefused(() -> run(each -> each.imageId("ubuntu")), "InvalidAMIID.Malformed", "ubuntu");
        assertRefused(
                () -> run(each -> each.instanceType("zz.large")),
                "InvalidParameterValue",
                "Invalid value 'zz.large' for InstanceType.");
        assertRefused(
                () -> run(each -> each.keyName("nope")),
                "InvalidKeyPair.NotFound",
                "The key pair 'nope' does not exist");
        assertRefused(
                () -> run(each -> each.subnetId("subnet-00000000")),
                "InvalidSubnetID.NotFound",
                "The subnet ID 'subnet-00000000' does not exist");
        assertRefused(
                () -> run(each -> each.securityGroupIds("sg-00000000")),
                "InvalidGroup.NotFound",
                "The security group 'sg-00000000' does not exist");
        assertThat(instanceCount()).isZero();
    }

    @Test
    @DisplayName(
            "interfaces and top-level network parameters exclude each other: aws/aws-cli#809, aws/aws-sdk-ruby#662")
    void topLevelOrInterfaces() {
        assertRefused(
                () -> run(each -> each.subnetId(SUBNET).networkInterfaces(nic(0))),
                "InvalidParameterCombination",
                "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        assertRefused(
                () -> run(each -> each.securityGroupIds(GROUP).networkInterfaces(nic(0))),
                "InvalidParameterCombination",
                "Network interfaces and an instance-level security groups may not be specified on the same request");
    }

    @Test
    @DisplayName("the top level can ask for IPv6 too")
    void topLevelIpv6() {
        assertThat(run(each -> each.subnetId(SUBNET).ipv6AddressCount(2))
                        .networkInterfaces()
                        .get(0)
                        .ipv6Addresses())
                .hasSize(2);
        assertThat(run(each -> each.subnetId(SUBNET).ipv6Addresses(address("2600:1f18:47b:ca03::8")))
                        .ipv6Address())
                .isEqualTo("2600:1f18:47b:ca03::8");
    }

    @Test
    @DisplayName("a parameter that is not simulated is refused, not dropped")
    void notSimulated() {
        assertRefused(
                () -> run(each -> each.hibernationOptions(options -> options.configured(true))),
                "UnsupportedOperation",
                "ec2-sim does not simulate the parameter HibernationOptions");
    }

    @Test
    @DisplayName("a batch that fails leaves no interface, not even one that a termination would leave")
    void failedBatchLeavesNothing() {
        String small = ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("172.31.200.0/28"))
                .subnet()
                .subnetId();

        assertRefused(
                () -> run(each -> each.minCount(12)
                        .maxCount(12)
                        .networkInterfaces(nic(0).toBuilder()
                                .subnetId(small)
                                .deleteOnTermination(false)
                                .build())),
                "InsufficientFreeAddressesInSubnet",
                "");
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }
}
