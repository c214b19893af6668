package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import io.github.ipv6fleet.aws.internal.RetainedInterfaces.Retained;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a launch that failed: what it made is removed, and one exception says so. */
final class Rollback {
    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);

    private final Ec2Gateway ec2;
    private final String fleet;
    private final Ledger ledger;

    Rollback(Ec2Gateway ec2, String fleet, Ledger ledger) {
        this.ec2 = ec2;
        this.fleet = fleet;
        this.ledger = ledger;
    }

    /**
     * The failure of hosts, which {@link #undo} then says together with what was rolled back.
     *
     * @param notBegun hosts that were not tried, as others had failed
     * @param cause whose code and request id are kept; null for those of the first failure
     */
    static FleetException hosts(List<HostFailure> failures, List<String> notBegun, @Nullable FleetException cause) {
        List<HostFailure> all = Stream.concat(
                        failures.stream(),
                        notBegun.stream()
                                .map(host -> Maker.get()
                                        .failure(host, "not begun", "others had failed before; launch again", "", "")))
                .toList();
        String said = failures.stream().map(HostFailure::toString).collect(Collectors.joining("\n  "))
                + (notBegun.isEmpty() ? "" : "\n  not begun: " + some(notBegun));
        HostFailure first = failures.get(0);
        return Maker.get()
                .exception(
                        said,
                        cause == null ? first.code() : cause.code(),
                        cause == null ? first.requestId() : cause.requestId(),
                        cause != null && cause.retryable(),
                        all,
                        cause);
    }

    private static String some(List<String> names) {
        return names.size() <= 10
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 10)) + " and " + (names.size() - 10) + " more";
    }

    /** Whether an exception says all by itself, as those do that come before the first write. */
    static boolean isWhole(RuntimeException error) {
        return !(error instanceof FleetException fleet) || fleet.failures().isEmpty();
    }

    /** Removes what the launch made, and returns what to throw. */
    FleetException undo(RuntimeException cause) {
        Set<String> made = new TreeSet<>(ledger.made());
        made.addAll(found());
        foundInterfaces().forEach(ledger::madeInterface);
        String message = "fleet " + fleet + " was not launched; " + removed(made) + "\n  " + cause.getMessage();
        if (cause instanceof FleetException known) {
            return Maker.get()
                    .exception(message, known.code(), known.requestId(), known.retryable(), known.failures(), cause);
        }
        return Maker.get().exception(message, "", "", false, List.of(), cause);
    }

    private String removed(Set<String> made) {
        Set<String> all = new TreeSet<>(made);
        all.addAll(ledger.madeInterfaces());
        all.addAll(ledger.madeReservations());
        if (all.isEmpty()) {
            return "this run had launched nothing";
        }
        Removal removal = new Removal(ec2);
        removal.instances(made);
        if (!ledger.madeInterfaces().isEmpty()) {
            removal.awaitEnd(made);
            Set<String> kept = usedByOthers(made);
            removal.newInterfaces(ledger.madeInterfaces().stream()
                    .filter(id -> !kept.contains(id))
                    .toList());
            kept.forEach(id -> removal.leave(id, "a host that another run launched is on it"));
        }
        removal.reservations(ledger.madeReservations());
        List<String> gone = all.stream().filter(id -> !removal.isLeft(id)).toList();
        List<String> left = removal.left();
        return (gone.isEmpty() ? "" : "what this run launched is terminated again: " + gone)
                + (gone.isEmpty() || left.isEmpty() ? "" : "; ")
                + (left.isEmpty()
                        ? ""
                        : "what this run launched could not be terminated, terminate it: " + String.join("; ", left));
    }

    /** The interfaces that another run has found meanwhile, and launched its host on. */
    private Set<String> usedByOthers(Set<String> made) {
        try {
            return ec2.interfacesBy("network-interface-id", ledger.madeInterfaces()).stream()
                    .flatMap(one -> RetainedInterfaces.read(fleet, one).stream())
                    .filter(one -> !one.holder().isEmpty() && !made.contains(one.holder()))
                    .map(Retained::id)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (FleetException e) {
            LOG.warn(
                    "fleet={} run={}: who is on its interfaces cannot be seen: {}",
                    fleet,
                    ledger.run(),
                    e.getMessage());
            return Set.of();
        }
    }

    /**
     * Finds what calls of this run launched whose answers were lost. EC2 may show it late, so this looks for a while; what
     * it does not show then, a later launch adopts by its token.
     */
    private Set<String> found() {
        Map<String, Integer> lost = ledger.lost();
        int most = lost.values().stream().mapToInt(Integer::intValue).sum();
        return shown(most, () -> behind(lost.keySet()));
    }

    /** The same for interfaces that stay when their instance goes. */
    private Set<String> foundInterfaces() {
        Set<String> lost = ledger.lostInterfaces();
        return shown(lost.size(), () -> describedAs(lost));
    }

    /** Looks until {@code most} are shown, or those that there are must be; what was shown once counts. */
    private Set<String> shown(int most, Supplier<List<String>> look) {
        Set<String> found = new TreeSet<>();
        if (most == 0) {
            return found;
        }
        try {
            Late.look(ec2, () -> {
                found.addAll(look.get());
                return Optional.of(found).filter(all -> all.size() >= most);
            });
        } catch (FleetException e) {
            LOG.warn("fleet={} run={}: whether it made more cannot be seen: {}", fleet, ledger.run(), e.getMessage());
        }
        return found;
    }

    private List<String> describedAs(Collection<String> tokens) {
        List<String> descriptions =
                tokens.stream().map(FleetIdentity::description).toList();
        return ec2.interfacesBy("description", descriptions).stream()
                .flatMap(one -> RetainedInterfaces.read(fleet, one).stream())
                .filter(one -> one.run().equals(ledger.run()))
                .map(Retained::id)
                .toList();
    }

    private List<String> behind(Collection<String> tokens) {
        return ec2.instancesBy("client-token", tokens).stream()
                .flatMap(instance -> LiveHost.of(fleet, instance).stream())
                .filter(host -> host.run().equals(ledger.run()))
                .map(LiveHost::instanceId)
                .toList();
    }
}
