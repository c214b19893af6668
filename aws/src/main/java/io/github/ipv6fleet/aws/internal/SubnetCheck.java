package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Whether the subnets have IPv6, and are in one VPC. */
final class SubnetCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return Stream.of(
                        seen.subnets().stream().flatMap(SubnetCheck::withoutIpv6),
                        inSeveralVpcs(seen),
                        fencedOutside(seen))
                .flatMap(found -> found);
    }

    private static Stream<Finding> withoutIpv6(Subnet subnet) {
        try {
            Surroundings.blockOf(subnet);
            return Stream.of();
        } catch (PlanException e) {
            SpecProblem problem = e.problems().get(0);
            return Stream.of(FindingKind.SUBNET_WITHOUT_IPV6.found(
                    problem.given(), problem.problem(), problem.remedy(), subnet.subnetId()));
        }
    }

    private static Stream<Finding> fencedOutside(Seen seen) {
        Ipv6Block reserved = seen.settings().style().reserved();
        Subnet subnet = seen.subnets().get(0);
        if (reserved == null || withoutIpv6(subnet).findAny().isPresent()) {
            return Stream.of();
        }
        return Reservation.problem(reserved, subnet.subnetId(), Surroundings.blockOf(subnet)).stream()
                .map(problem -> FindingKind.RESERVATION_OUTSIDE_OF_SUBNET.found(
                        problem.given(), problem.problem(), problem.remedy(), subnet.subnetId()));
    }

    private static Stream<Finding> inSeveralVpcs(Seen seen) {
        Set<String> vpcs = seen.subnets().stream().map(Subnet::vpcId).collect(Collectors.toCollection(TreeSet::new));
        return vpcs.size() < 2
                ? Stream.of()
                : Stream.of(FindingKind.SUBNETS_OF_SEVERAL_VPCS.found(
                        "subnets " + String.join(", ", seen.settings().subnetIds()),
                        "are in " + String.join(" and ", vpcs),
                        "choose subnets of one VPC, or launch a fleet in each",
                        seen.settings().subnetIds().toArray(String[]::new)));
    }
}
