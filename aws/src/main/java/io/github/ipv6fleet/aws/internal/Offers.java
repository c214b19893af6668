package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As what and where hosts can be launched, after what EC2 said it has no room for: the first type that it did not refuse
 * in that subnet. Lives as long as one launch, for capacity comes back. Safe for use by several threads.
 */
final class Offers {
    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);

    private record Offer(String type, String subnetId) {}

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final Set<Offer> refused = new HashSet<>();
    /** By subnet, what EC2 said last. */
    private final Map<String, FleetException> refusals = new HashMap<>();

    Offers(Ec2Gateway ec2, FleetSettings settings) {
        this.ec2 = ec2;
        this.settings = settings;
    }

    /** The first type that there may be in that subnet; empty if none is left. */
    synchronized Optional<String> type(String subnetId) {
        return settings.instanceTypes().stream()
                .filter(type -> !refused.contains(new Offer(type, subnetId)))
                .findFirst();
    }

    /** The subnets in which there may be room, in the order in which they were given. */
    synchronized List<String> subnets() {
        return settings.subnetIds().stream().filter(id -> type(id).isPresent()).toList();
    }

    /** EC2 refused a type in a subnet. Returns whether anything else is left there or elsewhere. */
    synchronized boolean lacks(String type, String subnetId, FleetException refusal) {
        refusals.put(subnetId, refusal);
        Set<Offer> all = new HashSet<>(refused);
        all.add(new Offer(type, subnetId));
        if (all.size() == settings.instanceTypes().size() * settings.subnetIds().size()) {
            return false; // nothing but to say what EC2 said
        }
        if (refused.add(new Offer(type, subnetId))) {
            String note = "EC2 has no room for " + type + " in " + subnetId + " (" + refusal.code() + "): hosts go to "
                    + left();
            LOG.info("fleet={} {}", settings.name(), note);
            ec2.note(note);
        }
        return true;
    }

    /** What EC2 said of a subnet in which no type is left: who must be there learns it. */
    synchronized FleetException refusal(String subnetId) {
        return Optional.ofNullable(refusals.get(subnetId))
                .orElseThrow(() -> new IllegalStateException("there is room in " + subnetId));
    }

    private String left() {
        List<String> left = new ArrayList<>();
        for (String subnetId : settings.subnetIds()) {
            type(subnetId).ifPresent(type -> left.add(type + " in " + subnetId));
        }
        return String.join(", ", left);
    }
}
