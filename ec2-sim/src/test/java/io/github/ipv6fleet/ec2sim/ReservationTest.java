package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;

/** Amazon VPC User Guide, "Subnet CIDR reservations". */
class ReservationTest extends Region {
    private SubnetCidrReservation reserve(String cidr, String type) {
        return ec2.createSubnetCidrReservation(each ->
                        each.subnetId(SUBNET).cidr(cidr).reservationType(type).description("fleet"))
                .subnetCidrReservation();
    }

    @Test
    @DisplayName("made, listed by kind of address, deleted")
    void roundTrip() {
        String id = reserve("2600:1f18:47b:ca03:8000::/65", "explicit").subnetCidrReservationId();
        reserve("172.31.0.64/28", "prefix");

        var answer = ec2.getSubnetCidrReservations(each -> each.subnetId(SUBNET));
        assertThat(answer.subnetIpv4CidrReservations()).hasSize(1);
        assertThat(answer.subnetIpv6CidrReservations()).singleElement().satisfies(each -> {
            assertThat(each.cidr()).isEqualTo("2600:1f18:47b:ca03:8000::/65");
            assertThat(each.reservationTypeAsString()).isEqualTo("explicit");
            assertThat(each.description()).isEqualTo("fleet");
        });
        ec2.deleteSubnetCidrReservation(each -> each.subnetCidrReservationId(id));
        assertThat(ec2.getSubnetCidrReservations(each -> each.subnetId(SUBNET)).subnetIpv6CidrReservations())
                .isEmpty();
        assertRefused(
                () -> ec2.deleteSubnetCidrReservation(each -> each.subnetCidrReservationId(id)),
                "InvalidSubnetCidrReservationID.NotFound",
                id);
    }

    @Test
    @DisplayName("inside the subnet, not overlapping another one, aligned; addresses in use may lie in it")
    void rules() {
        create(each -> each.ipv6Addresses(address("2600:1f18:47b:ca03:8000::8")));
        reserve("2600:1f18:47b:ca03:8000::/66", "explicit");

        assertRefused(() -> reserve("2600:1f18:47b:ca03:8000::/80", "prefix"), "InvalidParameterValue", "overlaps");
        assertRefused(() -> reserve("2600:1f18:47b:ca04::/80", "prefix"), "InvalidParameterValue", "range");
        assertRefused(() -> reserve("2600:1f18:47b:ca03::1/80", "prefix"), "InvalidParameterValue", "::1/80");
        assertRefused(() -> reserve("2600:1f18:47b:ca03:1::/80", "other"), "InvalidParameterValue", "other");
    }
}
