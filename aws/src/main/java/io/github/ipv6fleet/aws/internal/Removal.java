package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
    private final List<String> left;

    /** @param left gets what could not be removed, each its id and why */
    Removal(Ec2Gateway ec2, List<String> left) {
        this.ec2 = ec2;
        this.left = left;
    }

    /** Terminates instances; where EC2 refuses some of them together, each by itself. */
    void instances(Collection<String> ids) {
        for (List<String> some : Terminate.parts(ids)) {
            try {
                Terminate.all(ec2, some);
            } catch (FleetException e) {
                if (Ec2Errors.isInterruption(e) || some.size() == 1) {
                    some.forEach(id -> left.add(id + " (" + e.getMessage() + ")"));
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
        awaited.removeIf(id -> left.stream().anyMatch(text -> text.startsWith(id)));
        try {
            while (!awaited.isEmpty() && !poll.isOutOfPatience()) {
                List<String> ended = new ArrayList<>();
                for (List<String> some : Ec2Gateway.parts(awaited)) {
                    ec2.instances(List.of(Ec2Gateway.filter("instance-id", some.toArray(String[]::new)))).stream()
                            .filter(one -> one.state().name() == InstanceStateName.TERMINATED)
                            .forEach(one -> ended.add(one.instanceId()));
                }
                ended.forEach(awaited::remove);
                if (!awaited.isEmpty()) {
                    poll.pause();
                }
            }
        } catch (FleetException e) {
            awaited.forEach(id -> left.add(id + " (whether it ended cannot be seen: " + e.getMessage() + ")"));
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
                        left.add(id + " (" + e.getMessage() + ")");
                        break;
                    }
                }
            }
        }
    }

    /** Deletes reservations; one that is gone is as good as deleted. */
    void reservations(Collection<String> ids) {
        for (String id : ids) {
            try {
                ec2.deleteReservation(id);
            } catch (FleetException e) {
                if (!e.code().equals(Ec2Errors.RESERVATION_NOT_FOUND)) {
                    left.add(id + " (" + e.getMessage() + ")");
                }
            }
        }
    }

    /** Deletes EC2 Fleets with their instances. */
    void ec2Fleets(Collection<String> ids) {
        if (!ids.isEmpty()) {
            try {
                ec2.deleteFleets(List.copyOf(ids));
            } catch (FleetException e) {
                ids.forEach(id -> left.add(id + " (" + e.getMessage() + ")"));
            }
        }
    }

    /** Deletes launch templates by name. */
    void templates(Collection<String> names) {
        for (String name : names) {
            try {
                ec2.deleteTemplate(name);
            } catch (FleetException e) {
                left.add(name + " (" + e.getMessage() + ")");
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
