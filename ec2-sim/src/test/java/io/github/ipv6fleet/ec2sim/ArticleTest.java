package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** The manual procedure of 2018 (Nicolas Leiva, "How to run IPv6-enabled Docker containers on AWS"). */
class ArticleTest extends Region {
    private static final List<String> FIRST = addresses("1:1", "8", "9", "a", "b");
    private static final List<String> SECOND = addresses("2:2", "c", "d", "e", "f");

    private static List<String> addresses(String... hosts) {
        return Stream.of(hosts).map(host -> "2600:1f18:47b:ca03::" + host).toList();
    }

    @Test
    @DisplayName("two interfaces with five addresses each, and an instance on each of them")
    void procedure() {
        Instance first = launchOn(FIRST);
        Instance second = launchOn(SECOND);

        ec2.waiter().waitUntilInstanceRunning(each -> each.instanceIds(first.instanceId(), second.instanceId()));
        assertThat(addressesOf(describe(first.instanceId()))).isEqualTo(FIRST);
        assertThat(addressesOf(describe(second.instanceId()))).isEqualTo(SECOND);
        assertThat(describe(first.instanceId()).publicIpAddress())
                .as("existing interface")
                .isNull();
    }

    private Instance launchOn(List<String> addresses) {
        NetworkInterface eni = create(each -> each.description("Eth1")
                .groups(GROUP)
                .ipv6Addresses(addresses.stream()
                        .map(text ->
                                InstanceIpv6Address.builder().ipv6Address(text).build())
                        .toList()));
        assertThat(describeInterface(eni.networkInterfaceId()).statusAsString()).isEqualTo("available");
        Instance instance = run(each ->
                each.instanceType(InstanceType.R5_D_LARGE).networkInterfaces(existing(eni.networkInterfaceId())));
        assertThat(instance.state().name()).isEqualTo(InstanceStateName.PENDING);
        assertThat(describeInterface(eni.networkInterfaceId()).statusAsString()).isEqualTo("in-use");
        return instance;
    }

    private static List<String> addressesOf(Instance instance) {
        return instance.networkInterfaces().get(0).ipv6Addresses().stream()
                .map(InstanceIpv6Address::ipv6Address)
                .toList();
    }
}
