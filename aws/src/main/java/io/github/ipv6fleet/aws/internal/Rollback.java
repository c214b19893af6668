package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a launch that failed: what it made is terminated, and one exception says so. */
final class Rollback {
    private static final Logger LOG = LoggerFactory.getLogger(Rollback.class);
    private static final int LOOKS = 10;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private Rollback() {}

    /** The failure of hosts, which {@link #of} then says together with what was rolled back. */
    static FleetException hosts(List<HostFailure> failures) {
        return Maker.get().exception(said(failures), failures);
    }

    /** The same, for one cause, whose code and request id are kept. */
    static FleetException hosts(List<HostFailure> failures, FleetException cause) {
        return Maker.get()
                .exception(said(failures), cause.code(), cause.requestId(), cause.retryable(), failures, cause);
    }

    /** The failures of several hosts, of which one is thrown and the others suppressed in it, as one. */
    static FleetException together(FleetException first) {
        List<FleetException> all = new ArrayList<>();
        all.add(first);
        for (Throwable other : first.getSuppressed()) {
            if (!(other instanceof FleetException failed)) {
                return first;
            }
            all.add(failed);
        }
        for (FleetException each : all) {
            if (Ec2Errors.isInterruption(each)) {
                return each;
            }
        }
        List<HostFailure> failures =
                all.stream().flatMap(e -> e.failures().stream()).toList();
        return all.size() == 1 || failures.isEmpty() ? first : hosts(failures, first);
    }

    /**
     * Finds what calls of this run launched whose answers were lost. EC2 may show it late, so this looks for a while; what
     * it does not show then, a later launch adopts by its token.
     */
    static List<String> found(Ec2Gateway ec2, String fleet, String run, Collection<String> lost) {
        List<String> tokens = List.copyOf(lost);
        List<String> found = new ArrayList<>();
        for (int look = 1; look <= LOOKS && found.size() < tokens.size(); look++) {
            try {
                if (look > 1) {
                    ec2.pause(BETWEEN_LOOKS);
                }
                found = behind(ec2, fleet, run, tokens);
            } catch (FleetException e) {
                LOG.warn("fleet={} run={}: whether it launched more cannot be seen: {}", fleet, run, e.getMessage());
                return found;
            }
        }
        return found;
    }

    private static List<String> behind(Ec2Gateway ec2, String fleet, String run, List<String> tokens) {
        List<String> found = new ArrayList<>();
        for (int from = 0; from < tokens.size(); from += Ec2Gateway.FILTER_VALUES) {
            int to = Math.min(from + Ec2Gateway.FILTER_VALUES, tokens.size());
            String[] some = tokens.subList(from, to).toArray(String[]::new);
            ec2.instances(List.of(Ec2Gateway.filter("client-token", some))).stream()
                    .flatMap(instance -> LiveHost.of(fleet, instance).stream())
                    .filter(host -> host.run().equals(run))
                    .map(LiveHost::instanceId)
                    .forEach(found::add);
        }
        return found;
    }

    private static String said(List<HostFailure> failures) {
        return failures.stream().map(HostFailure::toString).collect(Collectors.joining("\n  "));
    }

    /** Whether an exception says all by itself, as those do that come before the first write. */
    static boolean isWhole(RuntimeException error) {
        return !(error instanceof FleetException fleet) || fleet.failures().isEmpty();
    }

    static FleetException of(Ec2Gateway ec2, String fleet, Collection<String> made, RuntimeException cause) {
        String message = "fleet " + fleet + " was not launched; " + rolledBack(ec2, made) + "\n  " + cause.getMessage();
        if (cause instanceof FleetException known) {
            return Maker.get()
                    .exception(message, known.code(), known.requestId(), known.retryable(), known.failures(), cause);
        }
        return Maker.get().exception(message, "", "", false, List.of(), cause);
    }

    private static String rolledBack(Ec2Gateway ec2, Collection<String> made) {
        if (made.isEmpty()) {
            return "this run had launched nothing";
        }
        try {
            Terminate.all(ec2, made);
            return "what this run launched is terminated again: " + made;
        } catch (RuntimeException e) {
            return "what this run launched could not be terminated (" + e.getMessage() + "), terminate it: " + made;
        }
    }
}
