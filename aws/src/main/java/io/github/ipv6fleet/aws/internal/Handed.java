package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetStateCode;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * What a fleet was handed over to: EC2 Fleets with a ClientToken of ours, which EC2 shows. Their instances have tokens of
 * EC2's, but a tag that only EC2 can write says which EC2 Fleet launched them.
 */
final class Handed {
    /** Written by EC2 itself; nobody else can write a tag that begins with "aws:". */
    private static final String LAUNCHED_BY = "aws:ec2:fleet-id";

    /** As many times a fleet can be handed over and ended within the life of a token. */
    private static final int GENERATIONS = 50;

    private static final Set<FleetStateCode> GONE =
            Set.of(FleetStateCode.DELETED, FleetStateCode.DELETED_TERMINATING, FleetStateCode.FAILED);

    private Handed() {}

    static String token(String fleet, int generation) {
        return FleetIdentity.hash(List.of("ipv6-fleet handed over", fleet, "" + generation));
    }

    private static boolean isOurs(String fleet, FleetData one) {
        return IntStream.range(0, GENERATIONS)
                .anyMatch(generation -> token(fleet, generation).equals(one.clientToken()));
    }

    /** Every EC2 Fleet that a fleet was handed over to and that is there. */
    static List<FleetData> fleets(Ec2Gateway ec2, String fleet) {
        return ec2.fleets(List.of()).stream()
                .filter(one -> isOurs(fleet, one) && !GONE.contains(one.fleetState()))
                .toList();
    }

    /** The same for a caller who has no need to list them: who may not has handed over none. */
    static List<FleetData> fleetsIfAllowed(Ec2Gateway ec2, String fleet) {
        try {
            return fleets(ec2, fleet);
        } catch (FleetException e) {
            if (Ec2Errors.isForbidden(e)) {
                return List.of();
            }
            throw e;
        }
    }

    /** The hosts among the instances that EC2 launched for the fleet and that are there, numbered by age. */
    static List<LiveHost> hosts(Ec2Gateway ec2, String fleet, List<Instance> foreign) {
        Set<String> ids = foreign.stream()
                .flatMap(one -> launchedBy(one).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, FleetData> ours = ec2.fleets(List.copyOf(ids)).stream()
                .filter(one -> isOurs(fleet, one))
                .collect(Collectors.toMap(FleetData::fleetId, one -> one, (a, b) -> a));
        List<LiveHost> there = foreign.stream()
                .filter(one -> launchedBy(one).filter(ours::containsKey).isPresent())
                .map(one -> LiveHost.ofEc2(fleet, one, 0))
                .filter(LiveHost::isThere)
                .sorted(LiveHost.OLDEST_FIRST)
                .toList();
        return IntStream.range(0, there.size())
                .mapToObj(index -> LiveHost.ofEc2(fleet, there.get(index).instance(), index))
                .toList();
    }

    static Optional<String> launchedBy(Instance instance) {
        return instance.tags().stream()
                .filter(tag -> tag.key().equals(LAUNCHED_BY))
                .map(Tag::value)
                .findFirst();
    }
}
