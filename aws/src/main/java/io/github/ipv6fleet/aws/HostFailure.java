package io.github.ipv6fleet.aws;

import java.io.Serial;
import java.io.Serializable;

/** Why one host of a fleet did not come up. Immutable, safe for use by several threads. */
public final class HostFailure implements Serializable {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String host;
    private final String step;
    private final String reason;
    private final String code;
    private final String requestId;

    /**
     * Makes a failure.
     *
     * @param host the host's name
     * @param step what was being done
     * @param reason what was wrong and what to do
     * @param code EC2's error code; empty where it did not come from EC2
     * @param requestId EC2's request id; empty where there is none
     */
    HostFailure(String host, String step, String reason, String code, String requestId) {
        this.host = host;
        this.step = step;
        this.reason = reason;
        this.code = code;
        this.requestId = requestId;
    }

    /** Returns the host's name. */
    public String host() {
        return host;
    }

    /**
     * Returns what was being done: {@code interface}, its interface was made; {@code launch}, EC2 was asked for the
     * instance; {@code assign}, a prefix was assigned to it; {@code wait}, it was waited for; {@code read}, it was read
     * from EC2; or {@code not begun}, as others had failed before. More may come.
     */
    public String step() {
        return step;
    }

    /** Returns what was wrong and what to do. */
    public String reason() {
        return reason;
    }

    /** Returns EC2's error code; empty where it did not come from EC2. */
    public String code() {
        return code;
    }

    /** Returns EC2's request id, by which AWS finds the call; empty where there is none. */
    public String requestId() {
        return requestId;
    }

    @Override
    public String toString() {
        return "host " + host + ", " + step + ": " + reason;
    }
}
