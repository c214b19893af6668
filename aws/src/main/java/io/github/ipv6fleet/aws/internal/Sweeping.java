package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Sweep;
import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds interfaces that a fleet left behind: those that carry its token, that no instance has, made a while ago, while
 * no host of the fleet is there that could want them back.
 */
public final class Sweeping {
    private Sweeping() {}

    /** Lists them, and changes nothing; the value returned deletes them when it is told to. */
    public static Sweep run(Means means, String fleet, Duration minimumAge) {
        try (Ec2Gateway ec2 = means.open()) {
            List<String> ids = leaked(ec2, fleet, minimumAge);
            return Maker.get().sweep(fleet, ids, () -> delete(means, fleet, minimumAge, ids));
        }
    }

    private static List<String> delete(Means means, String fleet, Duration minimumAge, List<String> ids) {
        try (Ec2Gateway ec2 = means.open()) {
            return delete(ec2, fleet, minimumAge, ids);
        }
    }

    static List<String> leaked(Ec2Gateway ec2, String fleet, Duration minimumAge) {
        if (!LiveFleet.read(ec2, fleet).hosts().isEmpty()) {
            return List.of();
        }
        Instant latest = ec2.now().minus(minimumAge);
        return RetainedInterfaces.read(ec2, fleet)
                .all()
                .filter(Retained::isFree)
                .filter(one -> madeBefore(one, latest))
                .map(Retained::id)
                .toList();
    }

    /** Deletes those of the interfaces that are still leaked; returns what is left, each with the reason. */
    static List<String> delete(Ec2Gateway ec2, String fleet, Duration minimumAge, List<String> ids) {
        List<String> still = new ArrayList<>(leaked(ec2, fleet, minimumAge));
        still.retainAll(ids);
        Removal removal = new Removal(ec2);
        removal.interfaces(still);
        return removal.left();
    }

    /** EC2 does not say when an interface was made; a tag of ours does. */
    private static boolean madeBefore(Retained one, Instant latest) {
        try {
            return !Instant.parse(one.created()).isAfter(latest);
        } catch (DateTimeParseException e) {
            return false; // somebody spoilt it, and nobody can tell
        }
    }
}
