package io.github.ipv6fleet.aws.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Interfaces of a fleet whose hosts EC2 does not list yet. A list tells nothing of what was made after it was asked for,
 * so that one is believed which was asked for long enough after the interface had been shown.
 */
final class Unlisted {
    /** By holder, when its interface was first shown. */
    private final Map<String, Instant> since = new HashMap<>();

    /**
     * Notes what is shown now. Returns whether one of them may still be listed.
     *
     * @param asked when the list of hosts was asked for
     * @param now when the interfaces had been read
     */
    boolean mayBeListedYet(LiveFleet listed, Instant asked, Surroundings surroundings, Instant now) {
        Set<String> ids = listed.instances().stream().map(LiveHost::instanceId).collect(Collectors.toSet());
        boolean ending = listed.instances().stream().anyMatch(LiveHost::isEnding);
        boolean may = false;
        for (String holder : surroundings.inMotion()) {
            if (holder.isEmpty() ? !ending : !ids.contains(holder)) {
                Instant shown = since.computeIfAbsent(holder, one -> now);
                may |= asked.isBefore(shown.plus(Late.SHOWN_AFTER));
            }
        }
        return may;
    }
}
