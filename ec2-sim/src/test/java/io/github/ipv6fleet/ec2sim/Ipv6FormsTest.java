package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/** One interface request takes one of four forms (EC2 API reference; aws/karpenter-provider-aws#2187 and #9201). */
class Ipv6FormsTest extends Region {
    private static final String BOTH =
            "You can specify one and only one of ipv6Address or ipv6AddressCount or ipv6Prefix"
                    + " or ipv6PrefixCount in interfaces to create.";
    private static final String ADDRESSES_AND_COUNT =
            "IPv6 addresses and IPv6 address count may not be specified on the same request";

    private static final List<Consumer<CreateNetworkInterfaceRequest.Builder>> CREATE = List.of(
            each -> each.ipv6Addresses(address("2600:1f18:47b:ca03::8")),
            each -> each.ipv6AddressCount(1),
            each -> each.ipv6Prefixes(prefix("2600:1f18:47b:ca03:1::/80")),
            each -> each.ipv6PrefixCount(1));

    private static final List<Consumer<InstanceNetworkInterfaceSpecification.Builder>> INLINE = List.of(
            each -> each.ipv6Addresses(address("2600:1f18:47b:ca03::8")),
            each -> each.ipv6AddressCount(1),
            each -> each.ipv6Prefixes(prefix("2600:1f18:47b:ca03:1::/80")),
            each -> each.ipv6PrefixCount(1));

    @TestFactory
    @DisplayName("every pair of forms is refused, by CreateNetworkInterface and inline")
    List<DynamicTest> pairs() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int j = i + 1; j < 4; j++) {
                int a = i;
                int b = j;
                // addresses and a count together have their own code: ansible/ansible#40334
                String code = a == 0 && b == 1 ? "InvalidParameterCombination" : "InvalidParameterValue";
                String message = a == 0 && b == 1 ? ADDRESSES_AND_COUNT : BOTH;
                tests.add(DynamicTest.dynamicTest("create " + a + " and " + b, () -> {
                    assertRefused(
                            () -> create(each -> {
                                CREATE.get(a).accept(each);
                                CREATE.get(b).accept(each);
                            }),
                            code,
                            message);
                    assertThat(ec2.describeNetworkInterfaces().networkInterfaces())
                            .isEmpty();
                }));
                tests.add(DynamicTest.dynamicTest("inline " + a + " and " + b, () -> {
                    assertRefused(
                            () -> launch(each -> {
                                INLINE.get(a).accept(each);
                                INLINE.get(b).accept(each);
                                return each;
                            }),
                            code,
                            message);
                    assertThat(instanceCount()).isZero();
                }));
            }
        }
        return tests;
    }

    @Test
    @DisplayName("a count of zero asks for nothing and overrides the subnet's automatic address (EC2 API reference)")
    void zeroOverridesAssignOnCreation() {
        ec2.modifySubnetAttribute(each -> each.subnetId(SUBNET).assignIpv6AddressOnCreation(on -> on.value(true)));

        assertThat(create(each -> {}).ipv6Addresses()).hasSize(1);
        assertThat(create(each -> each.ipv6AddressCount(0)).ipv6Addresses()).isEmpty();
        assertThat(create(each -> each.ipv6PrefixCount(1)).ipv6Addresses()).isEmpty();
        assertThat(launch(each -> each).networkInterfaces().get(0).ipv6Addresses())
                .hasSize(1);
    }

    @Test
    @DisplayName("AssignIpv6Addresses takes addresses and prefixes together, and answers the new ones only")
    void assignTakesBothKinds() {
        String id = create(each -> each.ipv6AddressCount(1)).networkInterfaceId();

        var answer = ec2.assignIpv6Addresses(each -> each.networkInterfaceId(id)
                .ipv6Addresses("2600:1f18:47b:ca03::8")
                .ipv6Prefixes("2600:1f18:47b:ca03:1::/80"));

        assertThat(answer.assignedIpv6Addresses()).containsExactly("2600:1f18:47b:ca03::8");
        assertThat(answer.assignedIpv6Prefixes()).containsExactly("2600:1f18:47b:ca03:1::/80");
        assertThat(describeInterface(id).ipv6Addresses()).hasSize(2);
        assertThat(describeInterface(id).ipv6Prefixes()).hasSize(1);
    }

    @Test
    @DisplayName("AssignIpv6Addresses takes addresses or their count, prefixes or their count (EC2 API reference)")
    void assignExcludesWithinAKind() {
        String id = create(each -> {}).networkInterfaceId();

        assertRefused(
                () -> ec2.assignIpv6Addresses(each -> each.networkInterfaceId(id)
                        .ipv6Addresses("2600:1f18:47b:ca03::8")
                        .ipv6AddressCount(1)),
                "InvalidParameterCombination",
                ADDRESSES_AND_COUNT);
        assertRefused(
                () -> ec2.assignIpv6Addresses(each -> each.networkInterfaceId(id)
                        .ipv6Prefixes("2600:1f18:47b:ca03:1::/80")
                        .ipv6PrefixCount(1)),
                "InvalidParameterValue",
                "one and only one");
    }

    @Test
    @DisplayName("AssignIpv6Addresses has no client token: the same count again gives one more (EC2 API reference)")
    void assignIsNotIdempotent() {
        String id = create(each -> {}).networkInterfaceId();

        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(id).ipv6PrefixCount(1));
        ec2.assignIpv6Addresses(each -> each.networkInterfaceId(id).ipv6PrefixCount(1));

        assertThat(describeInterface(id).ipv6Prefixes()).hasSize(2);
    }

    @Test
    @DisplayName("that an address of a request is the primary one is not simulated, and said so")
    void primaryByAddress() throws Exception {
        String form = "Action=CreateNetworkInterface&SubnetId=" + SUBNET
                + "&Ipv6Addresses.1.Ipv6Address=2600:1f18:47b:ca03::8&Ipv6Addresses.1.IsPrimaryIpv6=";

        assertThat(simulator.handle(form + true).body())
                .contains("<Code>UnsupportedOperation</Code>", "Ipv6Addresses.1.IsPrimaryIpv6");
        assertThat(simulator.handle(form + false).status()).isEqualTo(200);
    }
}
