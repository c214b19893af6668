package io.github.ipv6fleet.aws;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when EC2, or the way to it, refuses. The message says what was asked, what is wrong and what to do; the
 * parts that a program may branch on are here as values.
 */
public class FleetException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String requestId;
    private final boolean retryable;
    private final HostFailure[] failures;
    /** Said when the operation has ended; a copy by serialisation has none. */
    private transient volatile @Nullable LaunchReport report;

    /**
     * Makes an exception of what was refused.
     *
     * @param message what was asked, what is wrong, what to do
     * @param code EC2's error code such as {@code InvalidSubnetID.NotFound}; empty where it did not come from EC2
     * @param requestId EC2's request id; empty where there is none
     * @param retryable whether the same call may succeed later
     * @param failures the hosts that failed; empty where the whole operation did
     * @param cause what the SDK threw, if it did
     */
    FleetException(
            String message,
            String code,
            String requestId,
            boolean retryable,
            List<HostFailure> failures,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.requestId = requestId;
        this.retryable = retryable;
        this.failures = failures.toArray(HostFailure[]::new);
    }

    /** Returns EC2's error code, such as {@code InvalidSubnetID.NotFound}; empty where it did not come from EC2. */
    public String code() {
        return code;
    }

    /** Returns EC2's request id; empty where there is none. */
    public String requestId() {
        return requestId;
    }

    /** Returns whether the same call may succeed later: EC2 was throttling, short of capacity or out of reach. */
    public boolean retryable() {
        return retryable;
    }

    /** Returns the hosts that failed; empty where the whole operation did. */
    public List<HostFailure> failures() {
        return List.of(failures);
    }

    /**
     * Returns what the operation that failed has cost, its request ids among it; empty for those that only read or end a fleet, and in a copy
     * that went through serialisation.
     */
    public Optional<LaunchReport> report() {
        return Optional.ofNullable(report);
    }

    /** Adds what the operation cost. */
    final void report(LaunchReport whole) {
        report = whole;
    }
}
