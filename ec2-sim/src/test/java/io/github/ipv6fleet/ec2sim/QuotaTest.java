package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** EC2 User Guide: addresses and prefixes of an interface share the quota of the instance type. */
class QuotaTest extends Region {

    @Test
    @DisplayName("at launch r5d.large takes ten, of either kind")
    void launch() {
        assertThat(launch(each -> each.ipv6AddressCount(10))
                        .networkInterfaces()
                        .get(0)
                        .ipv6Addresses())
                .hasSize(10);
        assertThat(launch(each -> each.ipv6PrefixCount(10))
                        .networkInterfaces()
                        .get(0)
                        .ipv6Prefixes())
                .hasSize(10);
        assertRefused(() -> launch(each -> each.ipv6AddressCount(11)), "InvalidInterface.IpAddressLimitExceeded", "10");
        assertRefused(() -> launch(each -> each.ipv6PrefixCount(11)), "InvalidInterface.IpAddressLimitExceeded", "10");
    }

    @Test
    @DisplayName("on t3.micro one address and one prefix is all: aws/amazon-vpc-cni-k8s#989 for the code")
    void sharedByBothKinds() {
        String eni = eniOf(launch(InstanceType.T3_MICRO, each -> each.ipv6AddressCount(1)));

        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(eni).ipv6PrefixCount(1));

        assertRefused(
                () -> ec2.assignIpv6Addresses(
                        each -> each.networkInterfaceId(eni).ipv6PrefixCount(1)),
                "PrivateIpAddressLimitExceeded",
                "Number of private addresses will exceed limit.");
        assertRefused(
                () -> ec2.assignIpv6Addresses(
                        each -> each.networkInterfaceId(eni).ipv6AddressCount(1)),
                "PrivateIpAddressLimitExceeded",
                "");
    }

    @Test
    @DisplayName("an existing interface must fit the type that it is launched with or attached to")
    void existingInterface() {
        String big = create(each -> each.ipv6AddressCount(3)).networkInterfaceId();
        String host = launch(InstanceType.T3_MICRO, each -> each).instanceId();

        assertRefused(
                () -> run(each -> each.instanceType(InstanceType.T3_MICRO).networkInterfaces(existing(big))),
                "InvalidInterface.IpAddressLimitExceeded",
                "t3.micro");
        assertRefused(
                () -> ec2.attachNetworkInterface(
                        each -> each.networkInterfaceId(big).instanceId(host).deviceIndex(1)),
                "InvalidInterface.IpAddressLimitExceeded",
                "t3.micro");
    }

    @Test
    @DisplayName("a type without IPv6 takes none: poseidon/typhoon#356")
    void typeWithoutIpv6() {
        assertRefused(
                () -> launch(InstanceType.M3_MEDIUM, each -> each.ipv6AddressCount(1)),
                "UnsupportedOperation",
                "IPv6 addresses are not supported on m3.medium");
        assertThat(launch(InstanceType.M3_MEDIUM, each -> each).instanceId()).startsWith("i-");
    }

    @Test
    @DisplayName("a Xen type takes addresses and no prefixes: EC2 User Guide, prefixes need Nitro")
    void xenTakesNoPrefix() {
        String eni = eniOf(launch(InstanceType.T2_MICRO, each -> each.ipv6AddressCount(1)));

        assertRefused(
                () -> launch(InstanceType.T2_MICRO, each -> each.ipv6PrefixCount(1)),
                "UnsupportedOperation",
                "t2.micro");
        assertRefused(
                () -> ec2.assignIpv6Addresses(
                        each -> each.networkInterfaceId(eni).ipv6PrefixCount(1)),
                "UnsupportedOperation",
                "t2.micro");
    }

    @Test
    @DisplayName("a type takes so many interfaces: chef/knife-ec2 PR #375")
    void interfaces() {
        assertRefused(
                () -> run(each -> each.instanceType(InstanceType.T3_MICRO).networkInterfaces(nic(0), nic(1), nic(2))),
                "AttachmentLimitExceeded",
                "Interface count 3 exceeds the limit for t3.micro");
    }

    private static String eniOf(Instance instance) {
        return instance.networkInterfaces().get(0).networkInterfaceId();
    }
}
