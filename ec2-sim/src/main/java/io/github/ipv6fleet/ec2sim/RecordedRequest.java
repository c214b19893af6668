package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.Exchange;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that a simulator answered. Immutable. */
public final class RecordedRequest {
    private final String action;
    private final Map<String, String> parameters;
    private final boolean write;
    private final int status;
    private final @Nullable String errorCode;
    private final String requestId;

    /** Keeps all but the answer, which is large. */
    RecordedRequest(Exchange exchange) {
        action = exchange.action();
        parameters = Collections.unmodifiableMap(exchange.parameters());
        write = exchange.write();
        status = exchange.status();
        errorCode = exchange.errorCode();
        requestId = exchange.requestId();
    }

    /** Returns the action, such as {@code RunInstances}; empty if the request named none. */
    public String action() {
        return action;
    }

    /**
     * Returns the parameters under their wire names, such as {@code NetworkInterface.1.SubnetId}, sorted by name.
     * Action, Version and what belongs to a signature are left out.
     */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Returns whether the action changes something: every action that is no Describe and no Get. */
    public boolean isWrite() {
        return write;
    }

    /** Returns the HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** Returns EC2's error code, such as {@code InvalidIPAddress.InUse}; empty if the request succeeded. */
    public Optional<String> errorCode() {
        return Optional.ofNullable(errorCode);
    }

    /** Returns the request id of the answer. */
    public String requestId() {
        return requestId;
    }

    /** Returns the action, the answer's status and code, and the parameters, in one line. */
    @Override
    public String toString() {
        return action() + " -> " + status()
                + errorCode().map(code -> " " + code).orElse("") + " " + parameters;
    }
}
