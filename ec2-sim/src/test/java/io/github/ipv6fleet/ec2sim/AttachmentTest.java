package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AttachmentTest extends Region {
    private String host;
    private String eni;

    @BeforeEach
    void make() {
        host = launch(each -> each).instanceId();
        eni = create(each -> each.ipv6AddressCount(1).enablePrimaryIpv6(true)).networkInterfaceId();
    }

    private String attach(String interfaceId, String instanceId, int deviceIndex) {
        return ec2.attachNetworkInterface(each -> each.networkInterfaceId(interfaceId)
                        .instanceId(instanceId)
                        .deviceIndex(deviceIndex))
                .attachmentId();
    }

    @Test
    @DisplayName("attach, describe, detach; the primary address lasts until then (EC2 API reference)")
    void roundTrip() {
        assertThat(describeInterface(eni).ipv6Addresses().get(0).isPrimaryIpv6())
                .isTrue();

        String attachment = attach(eni, host, 1);

        assertThat(describe(host).networkInterfaces()).hasSize(2);
        assertThat(describeInterface(eni).attachment().instanceId()).isEqualTo(host);
        assertThat(describeInterface(eni).attachment().deleteOnTermination()).isFalse();
        ec2.detachNetworkInterface(each -> each.attachmentId(attachment));
        assertThat(describe(host).networkInterfaces()).hasSize(1);
        assertThat(describeInterface(eni).statusAsString()).isEqualTo("available");
        assertThat(describeInterface(eni).ipv6Addresses().get(0).isPrimaryIpv6())
                .isFalse();
    }

    @Test
    @DisplayName("an interface in use is not attached, nor launched with: hashicorp/terraform-provider-aws#27513")
    void inUse() {
        attach(eni, host, 1);
        String other = launch(each -> each).instanceId();

        assertRefused(() -> attach(eni, other, 1), "InvalidNetworkInterface.InUse", "Interface: [" + eni + "] in use.");
        assertRefused(
                () -> run(each -> each.networkInterfaces(existing(eni))), "InvalidNetworkInterface.InUse", "in use");
    }

    @Test
    @DisplayName("an interface in use is not deleted, with another code: aws/amazon-vpc-cni-k8s#1399")
    void inUseOnDelete() {
        attach(eni, host, 1);

        assertRefused(
                () -> ec2.deleteNetworkInterface(each -> each.networkInterfaceId(eni)),
                "InvalidParameterValue",
                "Network interface '" + eni + "' is currently in use.");
    }

    @Test
    @DisplayName("a device index is used once, and 0 is the launch's own")
    void deviceIndex() {
        attach(eni, host, 1);
        String other = create(each -> {}).networkInterfaceId();

        assertRefused(() -> attach(other, host, 1), "InvalidParameterValue", "device index '1'");
        assertRefused(() -> attach(other, host, 0), "InvalidParameterValue", "device index '0'");
    }

    @Test
    @DisplayName("the interface at device index 0 cannot be detached (EC2 User Guide)")
    void primaryStays() {
        String attachment =
                describe(host).networkInterfaces().get(0).attachment().attachmentId();

        assertRefused(
                () -> ec2.detachNetworkInterface(each -> each.attachmentId(attachment)), "OperationNotPermitted", "");
    }

    @Test
    @DisplayName("unknown attachment and interface: error codes for the EC2 API; a malformed interface id is ...Id")
    void unknown() {
        assertRefused(
                () -> ec2.detachNetworkInterface(each -> each.attachmentId("eni-attach-00000000000000000")),
                "InvalidAttachmentID.NotFound",
                "");
        assertRefused(
                () -> describeInterface("eni-00000000000000000"),
                "InvalidNetworkInterfaceID.NotFound",
                "The networkInterface ID 'eni-00000000000000000' does not exist");
        assertRefused(() -> describeInterface("eni-1"), "InvalidNetworkInterfaceId.Malformed", "eni-1");
    }

    @Test
    @DisplayName("interface and instance are in one zone")
    void zone() {
        String elsewhere = create(each -> each.subnetId(OTHER_SUBNET)).networkInterfaceId();

        assertRefused(() -> attach(elsewhere, host, 1), "InvalidParameterCombination", "zone");
    }

    @Test
    @DisplayName("one interface is not taken twice by the same launch")
    void sameInterfaceTwice() {
        String id = create(each -> {}).networkInterfaceId();

        assertRefused(
                () -> run(each -> each.networkInterfaces(
                        existing(id), existing(id).toBuilder().deviceIndex(1).build())),
                "InvalidNetworkInterface.InUse",
                id);
        assertThat(describeInterface(id).statusAsString()).isEqualTo("available");
    }
}
