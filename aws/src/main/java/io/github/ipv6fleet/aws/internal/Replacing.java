package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a host and launches it as it should be now. It has its addresses back where its interface stays, or where nobody
 * took them in between; a block of EC2's choice is another one. The other hosts of the fleet are not looked at, so that a
 * fleet that differs from what is wanted is replaced host by host.
 */
final class Replacing {
    private static final Logger LOG = LoggerFactory.getLogger(Replacing.class);

    private Replacing() {}

    static Launch.Result run(Ec2Gateway ec2, FleetSettings settings, String name) {
        int index = IntStream.range(0, settings.hosts().size())
                .filter(i -> settings.hosts().get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlanException(List.of(new SpecProblem(
                        "host " + name,
                        "is none of fleet " + settings.name(),
                        "name one of "
                                + String.join(
                                        ", ",
                                        settings.hosts().stream()
                                                .map(HostSpec::name)
                                                .limit(10)
                                                .toList())))));
        Scope only = Scope.of(Set.of(index));
        LiveFleet live = LiveFleet.read(ec2, settings.name());
        Optional<LiveHost> old = live.at(index).or(() -> ended(live, index));
        List<String> ids = live.within(only).instances().stream()
                .filter(host -> !host.isTerminated())
                .map(LiveHost::instanceId)
                .toList();
        if (!ids.isEmpty()) {
            LOG.info("fleet={} host={} instance={} step=terminate: is replaced", settings.name(), name, ids);
            end(ec2, ids);
        }
        return Launch.toTheEnd(
                ec2,
                () -> old.flatMap(host -> asBefore(settings, index, host))
                        .flatMap(pinned -> launchedAsBefore(ec2, pinned, only))
                        .orElseGet(() -> Launch.attempt(ec2, settings, only)));
    }

    /** The last host that had the place: where a replacement was killed on its way, its addresses are wanted back. */
    private static Optional<LiveHost> ended(LiveFleet live, int index) {
        return live.instances().stream().filter(host -> host.index() == index).max(LiveHost.OLDEST_FIRST);
    }

    private static void end(Ec2Gateway ec2, List<String> ids) {
        Removal removal = new Removal(ec2);
        removal.instances(ids);
        removal.awaitEnd(ids);
        if (!removal.left().isEmpty()) {
            throw Maker.get()
                    .exception(
                            "the host could not be ended: " + String.join("; ", removal.left()) + "; replace it again");
        }
    }

    /** What the host had, where that may be asked for again. */
    private static Optional<FleetSettings> asBefore(FleetSettings settings, int index, LiveHost old) {
        HostSpec wanted = settings.hosts().get(index);
        boolean free = settings.givenPlan() == null
                && !settings.blockSource().isChosenByEc2()
                && !old.isChosenByEc2()
                && wanted.address().isEmpty()
                && wanted.containers().isEmpty();
        try {
            return free
                            && old.block().prefixLength()
                                    == settings.blockSource().prefixLength()
                            && settings.subnetIds().contains(old.subnetId())
                    ? Optional.of(settings.with(
                            index,
                            wanted.toBuilder()
                                    .subnet(old.subnetId())
                                    .address(old.address())
                                    .containers(old.block())
                                    .build()))
                    : Optional.empty();
        } catch (FleetException e) {
            return Optional.empty(); // its tags are spoilt, which may be why it is replaced
        }
    }

    /** Launches with the addresses of before; empty if somebody has them now, or they may not be had any more. */
    private static Optional<Launch.Result> launchedAsBefore(Ec2Gateway ec2, FleetSettings pinned, Scope only) {
        try {
            return Optional.of(Launch.attempt(ec2, pinned, only))
                    .filter(result -> result.failures().stream().noneMatch(failure -> isOfItsPlace(failure.code())));
        } catch (PlanException e) {
            return Optional.empty();
        } catch (FleetException e) {
            if (!isOfItsPlace(e.code())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Whether EC2 refuses the host where it was, and may take it elsewhere. */
    private static boolean isOfItsPlace(String code) {
        return Ec2Errors.isTaken(code) || Ec2Errors.isNoRoom(code);
    }
}
