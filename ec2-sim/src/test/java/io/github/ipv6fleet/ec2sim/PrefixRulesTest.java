package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Ipv6PrefixSpecification;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** EC2 User Guide, "Assigning prefixes to network interfaces". */
class PrefixRulesTest extends Region {
    private static final String NET = "2600:1f18:47b:ca03:";

    private NetworkInterface createWith(String prefix) {
        return create(each -> each.ipv6Prefixes(prefix(prefix)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1::/64", "1::/79", "1::/81", "1::/96", "1::1/80", "1::", "zz::/80", "1::/080"})
    @DisplayName("a prefix is an aligned /80")
    void malformed(String text) {
        assertRefused(() -> createWith(NET + text), "InvalidParameterValue", NET + text);
    }

    @Test
    @DisplayName("a prefix lies inside the subnet")
    void outside() {
        assertRefused(() -> createWith("2600:1f18:47b:ca04:1::/80"), "InvalidParameterValue", "address range");
    }

    @Test
    @DisplayName("a prefix overlaps no prefix and no address in use")
    void inUse() {
        createWith(NET + "1::/80");
        create(each -> each.ipv6Addresses(address(NET + "2::7")));

        assertRefused(() -> createWith(NET + "1::/80"), "InvalidIPAddress.InUse", NET + "1::/80");
        assertRefused(() -> createWith(NET + "2::/80"), "InvalidIPAddress.InUse", NET + "2::/80");
        assertThat(createWith(NET + "3::/80").ipv6Prefixes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {":/80", "ffff::/80"})
    @DisplayName("the first and the last /80 hold reserved addresses; a switch allows them")
    void edges(String prefix) {
        assertRefused(() -> createWith(NET + prefix), "InvalidParameterValue", "reserved");

        try (Ec2Simulator lenient = Ec2Simulator.builder()
                        .assumptions(Ec2Assumptions.defaults().without(AssumedRule.EDGE_PREFIXES_ARE_KEPT_BACK))
                        .start();
                var client = client(lenient)) {
            assertThat(client.createNetworkInterface(
                                    each -> each.subnetId(SUBNET).ipv6Prefixes(prefix(NET + prefix)))
                            .networkInterface()
                            .ipv6Prefixes())
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("a chosen prefix is an aligned /80 of the subnet, and nobody else's")
    void chosen() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            NetworkInterface eni = create(each -> each.ipv6PrefixCount(20));
            for (Ipv6PrefixSpecification each : eni.ipv6Prefixes()) {
                assertThat(each.ipv6Prefix()).matches("2600:1f18:47b:ca03:[0-9a-f]{1,4}::/80");
                assertThat(seen.add(each.ipv6Prefix())).isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "with a reservation for prefixes, prefixes are chosen from it until it is full: amazon-vpc-cni-k8s#1836")
    void chosenFromReservation() {
        ec2.createSubnetCidrReservation(
                each -> each.subnetId(SUBNET).cidr(NET + "40::/78").reservationType("prefix"));

        assertThat(create(each -> each.ipv6PrefixCount(4)).ipv6Prefixes())
                .extracting(Ipv6PrefixSpecification::ipv6Prefix)
                .containsExactlyInAnyOrder(NET + "40::/80", NET + "41::/80", NET + "42::/80", NET + "43::/80");
        assertRefused(
                () -> create(each -> each.ipv6PrefixCount(1)),
                "InsufficientCidrBlocks",
                "The specified subnet does not have enough free cidr blocks to satisfy the request.");
    }

    @Test
    @DisplayName("nothing is chosen from an explicit reservation; the caller may take from it (VPC User Guide)")
    void notChosenFromExplicitReservation() {
        ec2.createSubnetCidrReservation(
                each -> each.subnetId(SUBNET).cidr(NET + ":/65").reservationType("explicit"));

        for (Ipv6PrefixSpecification each :
                create(request -> request.ipv6PrefixCount(50)).ipv6Prefixes()) {
            assertThat(each.ipv6Prefix()).matches(NET + "[89a-f][0-9a-f]{3}::/80");
        }
        for (var each : create(request -> request.ipv6AddressCount(50)).ipv6Addresses()) {
            assertThat(each.ipv6Address()).matches(NET + "[89a-f].*");
        }
        assertThat(createWith(NET + "1::/80").ipv6Prefixes()).hasSize(1);
    }

    @Test
    @DisplayName("deleting and unassigning give prefixes back")
    void givenBack() {
        String first = createWith(NET + "1::/80").networkInterfaceId();
        ec2.deleteNetworkInterface(each -> each.networkInterfaceId(first));
        String second = createWith(NET + "1::/80").networkInterfaceId();
        ec2.unassignIpv6Addresses(each -> each.networkInterfaceId(second).ipv6Prefixes(NET + "1::/80"));

        assertThat(createWith(NET + "1::/80").ipv6Prefixes()).hasSize(1);
    }
}
