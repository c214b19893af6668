package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservation;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * The fence around a fleet's block: a CIDR reservation of type explicit, in which EC2 chooses nothing by itself. The call
 * that makes one has no ClientToken, so that whether there is one is read first; ours carries a token in its description.
 */
final class Reservation {
    private final Ec2Gateway ec2;
    private final String fleet;

    Reservation(Ec2Gateway ec2, String fleet) {
        this.ec2 = ec2;
        this.fleet = fleet;
    }

    /** Those of the fleet in a subnet. */
    List<SubnetCidrReservation> own(String subnetId) {
        String description = FleetIdentity.description(FleetIdentity.reservationToken(fleet, subnetId));
        return ec2.ipv6Reservations(subnetId).stream()
                .filter(one -> description.equals(one.description()))
                .toList();
    }

    /** Makes the fence unless it is there. Returns its id if this made it. */
    Optional<String> ensure(String subnetId, Ipv6Block block, String run) {
        if (!block.overlaps(Surroundings.blockOf(ec2.subnet(subnetId)))) {
            throw new PlanException(List.of(new SpecProblem(
                    "reserve(" + block + ")",
                    "is not in subnet " + subnetId,
                    "give a block of the subnet, or leave it away")));
        }
        boolean there = own(subnetId).stream()
                .anyMatch(one -> Ipv6Block.parse(one.cidr()).equals(block));
        return there ? Optional.empty() : Optional.of(ec2.reserve(request(subnetId, block, run)));
    }

    private CreateSubnetCidrReservationRequest request(String subnetId, Ipv6Block block, String run) {
        List<Tag> tags = List.of(
                tag("Name", fleet),
                tag(FleetIdentity.FLEET, fleet),
                tag(FleetIdentity.SUBNET, subnetId),
                tag(FleetIdentity.RUN, run));
        return CreateSubnetCidrReservationRequest.builder()
                .subnetId(subnetId)
                .cidr(block.toString())
                .reservationType(SubnetCidrReservationType.EXPLICIT)
                .description(FleetIdentity.description(FleetIdentity.reservationToken(fleet, subnetId)))
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.SUBNET_CIDR_RESERVATION)
                        .tags(tags)
                        .build())
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
