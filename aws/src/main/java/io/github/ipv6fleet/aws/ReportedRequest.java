package io.github.ipv6fleet.aws;

/** One call of EC2's and the request id that AWS's support asks for. Immutable, safe for use by several threads. */
public final class ReportedRequest {
    private final String action;
    private final String requestId;
    private final String code;

    /** Makes one. */
    ReportedRequest(String action, String requestId, String code) {
        this.action = action;
        this.requestId = requestId;
        this.code = code;
    }

    /** Returns the action, such as {@code RunInstances}. */
    public String action() {
        return action;
    }

    /** Returns EC2's request id; empty where no answer came. */
    public String requestId() {
        return requestId;
    }

    /** Returns EC2's error code; empty where the call succeeded, or no answer came. */
    public String code() {
        return code;
    }

    /** Returns such as {@code RunInstances 0123-... RequestLimitExceeded}. */
    @Override
    public String toString() {
        return (action + " " + requestId + " " + code).strip();
    }
}
