package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

class AddressRulesTest extends Region {
    private static final String NET = "2600:1f18:47b:ca03:";

    private NetworkInterface createWith(String address) {
        return create(each -> each.ipv6Addresses(address(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz::1", "2600::1/64", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3", "1::2::3", " ::1", "10.0.0.1"})
    @DisplayName("an address that is none: hashicorp/terraform-provider-aws#23114")
    void malformed(String text) {
        assertRefused(() -> createWith(text), "InvalidParameterValue", "invalid value for parameter address: " + text);
    }

    @Test
    @DisplayName("an address of another subnet: Ansible's ec2_eni; RunInstances names it")
    void outsideSubnet() {
        String other = "2600:1f18:47b:ca04::8";

        assertRefused(
                () -> createWith(other),
                "InvalidParameterValue",
                "Address does not fall within the subnet's address range");
        assertRefused(
                () -> launch(each -> each.ipv6Addresses(address(other))),
                "InvalidParameterValue",
                "Address " + other + " does not fall within the subnet's address range");
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":1", ":2", ":3", "ffff:ffff:ffff:ffff"})
    @DisplayName("the first four and the last address are reserved: Amazon VPC User Guide, Subnet sizing")
    void reserved(String host) {
        assertRefused(() -> createWith(NET + host), "InvalidParameterValue", "is in subnet's reserved address range");
    }

    @ParameterizedTest
    @ValueSource(strings = {":4", "ffff:ffff:ffff:fffe"})
    @DisplayName("their neighbours are not")
    void notReserved(String host) {
        assertThat(createWith(NET + host).ipv6Addresses()).hasSize(1);
    }

    @Test
    @DisplayName("an address in use: pulumi/pulumi-aws#2169; RunInstances names it: aws/aws-cli#7178")
    void inUse() {
        createWith(NET + ":8");

        assertRefused(
                () -> createWith(NET + ":8"), "InvalidIPAddress.InUse", "The specified address is already in use.");
        assertRefused(
                () -> launch(each -> each.ipv6Addresses(address(NET + ":8"))),
                "InvalidIPAddress.InUse",
                "Address " + NET + ":8 is in use.");
    }

    @Test
    @DisplayName("an address inside a delegated prefix is in use")
    void insidePrefix() {
        create(each -> each.ipv6Prefixes(prefix(NET + "1::/80")));

        assertRefused(() -> createWith(NET + "1::7"), "InvalidIPAddress.InUse", "already in use");
    }

    @Test
    @DisplayName("an address written in another way is the same address")
    void sameAddress() {
        createWith(NET + ":8");

        assertRefused(() -> createWith("2600:1F18:047B:CA03:0:0:0:8"), "InvalidIPAddress.InUse", "already in use");
    }

    @Test
    @DisplayName("when one address of several is refused, the interface gets none")
    void allOrNothing() {
        createWith(NET + ":9");
        String id = create(each -> {}).networkInterfaceId();

        assertRefused(
                () -> ec2.assignIpv6Addresses(
                        each -> each.networkInterfaceId(id).ipv6Addresses(NET + ":8", NET + ":9")),
                "InvalidIPAddress.InUse",
                "");

        assertThat(describeInterface(id).ipv6Addresses()).isEmpty();
        assertThat(createWith(NET + ":8").ipv6Addresses()).hasSize(1);
    }

    @Test
    @DisplayName("deleting and unassigning give addresses back")
    void givenBack() {
        String first = createWith(NET + ":8").networkInterfaceId();
        ec2.deleteNetworkInterface(each -> each.networkInterfaceId(first));
        String second = createWith(NET + ":8").networkInterfaceId();
        ec2.unassignIpv6Addresses(each -> each.networkInterfaceId(second).ipv6Addresses(NET + ":8"));

        assertThat(createWith(NET + ":8").ipv6Addresses()).hasSize(1);
    }

    @Test
    @DisplayName("only what the interface has can be unassigned")
    void unassignUnknown() {
        String id = createWith(NET + ":8").networkInterfaceId();

        assertRefused(
                () -> ec2.unassignIpv6Addresses(
                        each -> each.networkInterfaceId(id).ipv6Addresses(NET + ":9")),
                "InvalidParameterValue",
                NET + ":9");
    }

    @Test
    @DisplayName("a subnet without IPv6 gives none")
    void subnetWithoutIpv6() {
        String subnet = ec2.createSubnet(each -> each.vpcId(VPC).cidrBlock("172.31.128.0/20"))
                .subnet()
                .subnetId();

        assertRefused(() -> create(each -> each.subnetId(subnet).ipv6AddressCount(1)), "InvalidParameterValue", subnet);
        assertRefused(() -> create(each -> each.subnetId(subnet).ipv6PrefixCount(1)), "InvalidParameterValue", subnet);
        assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    }

    @Test
    @DisplayName("chosen addresses are in the subnet and all different")
    void chosen() {
        NetworkInterface eni = create(each -> each.ipv6AddressCount(20));

        assertThat(eni.ipv6Addresses())
                .extracting(each -> each.ipv6Address())
                .hasSize(20)
                .doesNotHaveDuplicates()
                .allMatch(text -> text.startsWith(NET));
    }

    @Test
    @DisplayName("the private IPv4 address follows the same rules")
    void ipv4() {
        assertThat(create(each -> each.privateIpAddress("172.31.0.10")).privateIpAddress())
                .isEqualTo("172.31.0.10");
        assertRefused(
                () -> create(each -> each.privateIpAddress("172.31.0.10")), "InvalidIPAddress.InUse", "already in use");
        assertRefused(() -> create(each -> each.privateIpAddress("172.31.0.3")), "InvalidParameterValue", "reserved");
        assertRefused(() -> create(each -> each.privateIpAddress("172.31.16.9")), "InvalidParameterValue", "range");
        assertRefused(() -> create(each -> each.privateIpAddress("172.31.0.010")), "InvalidParameterValue", "invalid");
    }
}
