package io.github.ipv6fleet.ec2sim.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and its answer. */
public record Exchange(
        String action,
        Map<String, String> parameters,
        boolean write,
        int status,
        @Nullable String errorCode,
        String requestId,
        String body) {

    /** Returns this with half of the answer. */
    Exchange cutShort() {
        return new Exchange(
                action, parameters, write, status, errorCode, requestId, body.substring(0, body.length() / 2));
    }
}
