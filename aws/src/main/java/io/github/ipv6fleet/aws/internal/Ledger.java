package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** What a launch has done and seen so far, also for whoever has to undo it. Safe for use by several threads. */
final class Ledger {
    private final String run;
    /** The instances that this run made, and no other: what rollback may touch. */
    private final Set<String> made = new ConcurrentSkipListSet<>();
    /** Likewise the interfaces that do not go with their instance. */
    private final Set<String> madeInterfaces = new ConcurrentSkipListSet<>();
    /** The hosts that the fleet is then made of, by index, as last seen. */
    private final Map<Integer, LiveHost> seen = new ConcurrentHashMap<>();
    /** Tokens of launch calls whose answer was lost in every try, with how many hosts each was for. */
    private final Map<String, Integer> lost = new ConcurrentHashMap<>();
    /** Likewise of calls that make an interface. */
    private final Set<String> lostInterfaces = new ConcurrentSkipListSet<>();

    private final Set<String> suspects = new ConcurrentSkipListSet<>();
    private final Set<String> madeReservations = new ConcurrentSkipListSet<>();

    private final Map<Integer, HostFailure> failures = new ConcurrentHashMap<>();

    Ledger(String run) {
        this.run = run;
    }

    String run() {
        return run;
    }

    void see(LiveHost host) {
        seen.merge(host.index(), host, (a, b) -> b.isThere() ? b : a);
        if (host.run().equals(run)) {
            made.add(host.instanceId());
        }
    }

    void madeInterface(String id) {
        madeInterfaces.add(id);
    }

    void madeReservation(String id) {
        madeReservations.add(id);
    }

    Set<String> madeReservations() {
        return madeReservations;
    }

    boolean hasMadeNothing() {
        return made.isEmpty()
                && madeInterfaces.isEmpty()
                && madeReservations.isEmpty()
                && lost.isEmpty()
                && lostInterfaces.isEmpty();
    }

    void lost(Map<String, Integer> tokens) {
        lost.putAll(tokens);
    }

    void lostInterface(String token) {
        lostInterfaces.add(token);
    }

    Set<String> lostInterfaces() {
        return lostInterfaces;
    }

    void failed(LaunchCall call, String step, FleetException why) {
        call.indices().forEach(index -> failed(index, call.names().get(index - call.first()), step, why));
    }

    void failed(int index, String host, String step, FleetException why) {
        failures.put(
                index, Maker.get().failure(host, step, String.valueOf(why.getMessage()), why.code(), why.requestId()));
    }

    Set<String> made() {
        return made;
    }

    Set<String> madeInterfaces() {
        return madeInterfaces;
    }

    Map<Integer, LiveHost> seen() {
        return seen;
    }

    Map<String, Integer> lost() {
        return lost;
    }

    /** Notes what EC2 refused without saying why, and returns whether it is the first time. */
    boolean isNews(String refused) {
        return suspects.add(refused);
    }

    boolean hasFailed(int index) {
        return failures.containsKey(index);
    }

    /** The hosts that failed, in the order of their indices. */
    List<HostFailure> failures() {
        return failures.keySet().stream().sorted().map(failures::get).toList();
    }
}
