package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.net.Ipv6Block;
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

    /** What is wrong with a block that is to be fenced, as its subnet was read; empty if nothing is. */
    static Optional<SpecProblem> problem(Ipv6Block block, String subnetId, Ipv6Block subnet) {
        return subnet.contains(block)
                ? Optional.empty()
                : Optional.of(new SpecProblem(
                        "reserve(" + block + ")",
                        "does not lie in subnet " + subnetId + ", which is " + subnet,
                        "give a block of the subnet, or leave it away"));
    }

    /** Makes the fence unless it is there. Returns its id if this run made it. */
    Optional<String> ensure(String subnetId, Ipv6Block block, String run) {
        ec2.phase(LaunchPhase.READ);
        boolean there = find(subnetId, block).isPresent();
        ec2.phase(LaunchPhase.ACT);
        return there ? Optional.empty() : made(subnetId, block, run);
    }

    private Optional<SubnetCidrReservation> find(String subnetId, Ipv6Block block) {
        return own(subnetId).stream()
                .filter(one -> Ipv6Block.parse(one.cidr()).equals(block))
                .findFirst();
    }

    /** What is in the way may be this very fence: another run's, or ours of a call whose answer was lost. */
    private Optional<String> made(String subnetId, Ipv6Block block, String run) {
        try {
            return Optional.of(ec2.reserve(request(fleet, subnetId, block, run)));
        } catch (FleetException e) {
            if (Ec2Errors.isForbidden(e) || Ec2Errors.isInterruption(e)) {
                throw e;
            }
            SubnetCidrReservation there =
                    Late.look(ec2, () -> find(subnetId, block)).orElseThrow(() -> e);
            return Optional.of(there.subnetCidrReservationId())
                    .filter(id -> there.tags().contains(Tags.tag(FleetIdentity.RUN, run)));
        }
    }

    static CreateSubnetCidrReservationRequest request(String fleet, String subnetId, Ipv6Block block, String run) {
        List<Tag> tags = List.of(
                Tags.tag("Name", fleet),
                Tags.tag(FleetIdentity.FLEET, fleet),
                Tags.tag(FleetIdentity.SUBNET, subnetId),
                Tags.tag(FleetIdentity.RUN, run));
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
}
