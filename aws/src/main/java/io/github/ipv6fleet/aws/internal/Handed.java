package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.FleetData;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateOverrides;
import software.amazon.awssdk.services.ec2.model.FleetLaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.FleetStateCode;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;

/**
 * What a fleet was handed over to: EC2 Fleets with a ClientToken of ours, which EC2 shows. Their instances have tokens of
 * EC2's, but a tag that only EC2 can write says which EC2 Fleet launched them.
 */
final class Handed {
    /** As many times a fleet can be handed over and ended within the life of a token. */
    static final int GENERATIONS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Handed.class);

    /** Written by EC2 itself; nobody else can write a tag that begins with "aws:". */
    private static final String LAUNCHED_BY = "aws:ec2:fleet-id";

    /** Such a one launches no host any more. */
    private static final Set<FleetStateCode> ENDED = Set.of(
            FleetStateCode.DELETED,
            FleetStateCode.DELETED_RUNNING,
            FleetStateCode.DELETED_TERMINATING,
            FleetStateCode.FAILED);

    private Handed() {}

    static String token(String fleet, int generation) {
        return FleetIdentity.hash(List.of("ipv6-fleet handed over", fleet, "" + generation));
    }

    /** Every EC2 Fleet that a fleet was handed over to and that keeps hosts running. */
    static List<FleetData> fleets(Ec2Gateway ec2, String fleet) {
        return all(ec2, fleet).stream()
                .filter(one -> !ENDED.contains(one.fleetState()))
                .toList();
    }

    /** The same; nothing is known to who may not read them, and so has not handed over any. */
    static Optional<List<FleetData>> fleetsIfAllowed(Ec2Gateway ec2, String fleet) {
        return ifAllowed(() -> fleets(ec2, fleet));
    }

    /** Reads what only a fleet has that was handed over. */
    static <T> Optional<T> ifAllowed(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (FleetException e) {
            if (Ec2Errors.isForbidden(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static List<FleetData> all(Ec2Gateway ec2, String fleet) {
        Set<String> tokens = IntStream.range(0, GENERATIONS)
                .mapToObj(generation -> token(fleet, generation))
                .collect(Collectors.toSet());
        return ec2.fleets().stream()
                .filter(one -> one.clientToken() != null && tokens.contains(one.clientToken()))
                .toList();
    }

    /**
     * The hosts among the instances that EC2 launched with the fleet's tag, those that are there, numbered by age. Who may
     * not read EC2 Fleets has none: whose they are nobody tells.
     */
    static List<LiveHost> hosts(Ec2Gateway ec2, String fleet, List<Instance> launchedByEc2) {
        if (launchedByEc2.isEmpty()) {
            return List.of();
        }
        Set<String> ours;
        try {
            ours = all(ec2, fleet).stream().map(FleetData::fleetId).collect(Collectors.toSet());
        } catch (FleetException e) {
            if (!Ec2Errors.isForbidden(e)) {
                throw e;
            }
            LOG.warn("fleet={}: whose instances EC2 launched cannot be seen: {}", fleet, e.getMessage());
            ec2.note("left alone " + launchedByEc2.size()
                    + " instances with this fleet's tag that EC2 launched: whose they" + " are cannot be seen ("
                    + e.code() + "); allow ec2:DescribeFleets");
            return List.of();
        }
        List<LiveHost> there = launchedByEc2.stream()
                .filter(one -> launchedBy(one).filter(ours::contains).isPresent())
                .map(one -> LiveHost.ofEc2(fleet, one, 0))
                .filter(LiveHost::isThere)
                .sorted(LiveHost.OLDEST_FIRST)
                .toList();
        return IntStream.range(0, there.size())
                .mapToObj(index -> LiveHost.ofEc2(fleet, there.get(index).instance(), index))
                .toList();
    }

    static Optional<String> launchedBy(Instance instance) {
        return Tags.value(instance.tags(), LAUNCHED_BY);
    }

    /** The subnets that an EC2 Fleet launches in. */
    static Stream<String> subnetIds(FleetData one) {
        return one.launchTemplateConfigs().stream()
                .flatMap(config -> config.overrides().stream())
                .map(FleetLaunchTemplateOverrides::subnetId)
                .filter(Objects::nonNull);
    }

    /** Whether an EC2 Fleet launches by that template, which EC2 may name or show the id of. */
    static boolean launchesBy(FleetData one, LaunchTemplate template) {
        return one.launchTemplateConfigs().stream().anyMatch(config -> {
            FleetLaunchTemplateSpecification its = config.launchTemplateSpecification();
            return template.launchTemplateName().equals(its.launchTemplateName())
                    || template.launchTemplateId().equals(its.launchTemplateId());
        });
    }
}
