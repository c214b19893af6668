package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Block;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits until EC2 says that every host runs, and compares what it gave with what was planned. */
final class ReadBack {
    /** What a host that runs lacks by then it was not given: longer than EC2 shows anything late. */
    private static final Duration GIVEN_AFTER = Duration.ofMinutes(1);

    private final Ec2Gateway ec2;
    private final FleetSettings settings;
    private final Shape shape;
    private final Planning planning;
    private final Ledger ledger;
    private final List<HostFailure> failures = new ArrayList<>();
    /** By instance, since when it runs without what was asked for. */
    private final Map<String, Instant> lackingSince = new HashMap<>();

    private List<LiveHost> doubles = List.of();
    private boolean missing;

    ReadBack(Ec2Gateway ec2, FleetSettings settings, Shape shape, Planning planning, Ledger ledger) {
        this.ec2 = ec2;
        this.settings = settings;
        this.shape = shape;
        this.planning = planning;
        this.ledger = ledger;
    }

    /** Hosts whose place another one has, after {@link #await}. */
    List<LiveHost> doubles() {
        return doubles;
    }

    /** What is not as planned, after {@link #await}. */
    List<HostFailure> failures() {
        return failures;
    }

    /** Whether a host that another run had made ended meanwhile, after {@link #await}: its place is empty again. */
    boolean isOneMissing() {
        return missing;
    }

    List<LaunchedHost> await() {
        Poll poll = new Poll(ec2);
        while (true) {
            boolean last = poll.isOutOfPatience();
            // With those that this run has seen: EC2 may show an older one with the place of one that it does not show
            // yet.
            LiveFleet live = LiveFleet.read(ec2, settings.name(), ledger.seen().values());
            List<LaunchedHost> ready = new ArrayList<>();
            List<HostFailure> wrong = new ArrayList<>();
            int awaited = 0;
            for (int index :
                    planning.indices().filter(i -> !ledger.hasFailed(i)).toList()) {
                Optional<LiveHost> host = live.at(index);
                if (host.filter(LiveHost::isRunning).isPresent()
                        && lacking(host.get()).isEmpty()) {
                    ready.add(launched(host.get()));
                    ec2.progress().running(host.get().name(), host.get().instanceId());
                } else {
                    missing |= gone(live, index).filter(this::isOfOthers).isPresent();
                    Optional<HostFailure> failure = failure(live, index, last);
                    failure.ifPresent(wrong::add);
                    awaited += failure.isPresent() ? 0 : 1;
                }
            }
            boolean enough =
                    awaited == 0 || (!wrong.isEmpty() && !settings.style().keepPartial());
            if (enough || missing) {
                doubles = live.within(planning.scope()).doubles();
                failures.addAll(wrong);
                return ready;
            }
            poll.pause();
        }
    }

    private LaunchedHost launched(LiveHost host) {
        Ipv6Block subnet = planning.surroundings().subnet(host.subnetId()).block();
        return host.launched(
                shape.plan(host, subnet, planning), settings.options().keyFile());
    }

    private Optional<String> lacking(LiveHost host) {
        return shape.lacking(host, planning);
    }

    /** A host that is gone will not come back; one that is not as it should be may be so in a moment. */
    private Optional<HostFailure> failure(LiveFleet live, int index, boolean last) {
        String name = settings.hosts().get(index).name();
        Optional<LiveHost> gone = gone(live, index);
        if (gone.isPresent()) {
            return Optional.of(failure(
                    name,
                    gone.get().instanceId() + " has ended: " + gone.get().endReason()
                            + "; see its console output, then launch again"));
        }
        Optional<String> denied = live.at(index).filter(LiveHost::isRunning).flatMap(this::denied);
        if (denied.isPresent()) {
            return Optional.of(failure(name, denied.get()));
        }
        if (!last) {
            return Optional.empty();
        }
        String seen = live.at(index)
                .map(host -> host.instanceId() + " is "
                        + host.instance().state().nameAsString()
                        + lacking(host).map(what -> " and lacks " + what).orElse(""))
                .orElse("EC2 shows no such instance");
        return Optional.of(failure(
                name,
                seen + " after " + Poll.PATIENCE.toMinutes() + " minutes; see its console output, then launch again"));
    }

    /** What a host will not be given any more: EC2 shows late what it gave, but not as late as this. */
    private Optional<String> denied(LiveHost host) {
        Instant since = lackingSince.computeIfAbsent(host.instanceId(), id -> ec2.now());
        return lacking(host)
                .filter(what -> !ec2.now().isBefore(since.plus(GIVEN_AFTER)))
                .map(what ->
                        "EC2 did not give the addresses asked for: " + host.instanceId() + " runs and lacks " + what
                                + "; if the Ec2Client's endpoint is an emulator, take one that knows IPv6 addresses and prefixes at"
                                + " launch, as ec2-sim does, else launch again");
    }

    /** What was at a place where nothing is any more. */
    private Optional<LiveHost> gone(LiveFleet live, int index) {
        return Optional.ofNullable(ledger.seen().get(index))
                .flatMap(host -> live.find(host.instanceId()))
                .filter(host -> !host.isThere() && live.at(index).isEmpty());
    }

    /** Such a host ends because its run takes it back, which says nothing of one that we would launch. */
    private boolean isOfOthers(LiveHost host) {
        return !host.run().equals(ledger.run());
    }

    private static HostFailure failure(String host, String reason) {
        return Maker.get().failure(host, "wait", reason, "", "");
    }
}
