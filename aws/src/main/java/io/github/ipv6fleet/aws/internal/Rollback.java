package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.HostFailure;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What becomes of a launch that failed: what it made is terminated, and one exception says so. */
final class Rollback {
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
