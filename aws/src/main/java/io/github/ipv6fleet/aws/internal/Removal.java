package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Removes things of ours one after the other, and goes on where one cannot be removed. */
final class Removal {
    private static final int TRIES = 15;
    /** How often EC2 may say that it does not know an interface, before it is held to be gone. */
    private static final int LOOKS = 4;
    /** The same for one that was just made: with the pauses a minute. */
    private static final int LOOKS_AT_NEW = 30;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Ec2Gateway ec2;
    /** What could not be removed, by id, and why. */
    private final Map<String, String> left = new LinkedHashMap<>();

    Removal(Ec2Gateway ec2) {
        this.ec2 = ec2;
    }

    /** What could not be removed, each its id and why. */
    List<String> left() {
        return left.entrySet().stream()
                .map(one -> one.getKey() + " (" + one.getValue() + ")")
                .toList();
    }

    boolean isLeft(String id) {
        return left.containsKey(id);
    }

    /** Notes something that is not removed. */
    void leave(String id, String why) {
        left.put(id, why);
    }

    private void leave(Collection<String> ids, FleetException why) {
        ids.forEach(id -> leave(id, String.valueOf(why.getMessage())));
    }

    /** Terminates instances; where EC2 refuses some of them together, each by itself. */
    void instances(Collection<String> ids) {
        for (List<String> some : Terminate.parts(ids)) {
            try {
                Terminate.all(ec2, some);
            } catch (FleetException e) {
                if (Ec2Errors.isInterruption(e) || some.size() == 1) {
                    leave(some, e);
                } else {
                    some.forEach(id -> instances(List.of(id)));
                }
            }
        }
    }

    /** Waits until the instances have let go of their interfaces; what EC2 would not end is not waited for. */
    void awaitEnd(Collection<String> ids) {
        Poll poll = new Poll(ec2);
        Set<String> awaited = new TreeSet<>(ids);
        awaited.removeIf(this::isLeft);
        try {
            while (!awaited.isEmpty() && !poll.isOutOfPatience()) {
                ec2.instancesBy("instance-id", awaited).stream()
                        .filter(one -> one.state().name() == InstanceStateName.TERMINATED)
                        .forEach(one -> awaited.remove(one.instanceId()));
                if (!awaited.isEmpty()) {
                    poll.pause();
                }
            }
        } catch (FleetException e) {
            awaited.forEach(id -> leave(id, "whether it ended cannot be seen: " + e.getMessage()));
        }
    }

    /** Deletes interfaces; one that is gone is as good as deleted. */
    void interfaces(Collection<String> ids) {
        interfaces(ids, LOOKS);
    }

    /** Deletes interfaces that EC2 may not know everywhere yet. */
    void newInterfaces(Collection<String> ids) {
        interfaces(ids, LOOKS_AT_NEW);
    }

    private void interfaces(Collection<String> ids, int looks) {
        for (String id : ids) {
            int unknown = 0;
            for (int attempt = 1; ; attempt++) {
                try {
                    ec2.deleteInterface(id);
                    break;
                } catch (FleetException e) {
                    boolean gone = e.code().equals(Ec2Errors.INTERFACE_NOT_FOUND);
                    unknown += gone ? 1 : 0;
                    if (unknown >= looks) {
                        break;
                    }
                    boolean worthIt = (gone || Ec2Errors.isInUse(e)) && !Ec2Errors.isInterruption(e);
                    if (!worthIt || attempt - unknown == TRIES || !paused()) {
                        leave(List.of(id), e);
                        break;
                    }
                }
            }
        }
    }

    /** Deletes reservations; one that is gone is as good as deleted. */
    void reservations(Collection<String> ids) {
        each(ids, ec2::deleteReservation);
    }

    /** Deletes EC2 Fleets with their instances; one that is gone is as good as deleted. */
    void ec2Fleets(Collection<String> ids) {
        each(ids, ec2::deleteFleet);
    }

    /** Deletes launch templates by name; one that is gone is as good as deleted. */
    void templates(Collection<String> names) {
        each(names, ec2::deleteTemplate);
    }

    private void each(Collection<String> ids, Consumer<String> delete) {
        for (String id : ids) {
            try {
                delete.accept(id);
            } catch (FleetException e) {
                if (!Ec2Errors.isGone(e)) {
                    leave(List.of(id), e);
                }
            }
        }
    }

    private boolean paused() {
        try {
            ec2.pause(PAUSE);
            return true;
        } catch (FleetException e) {
            return false;
        }
    }
}
