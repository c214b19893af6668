package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.ReportedRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/**
 * The request ids of writes and of refused calls: the latest of each, so that a launch of ten thousand hosts is no
 * report of megabytes. Safe for use by several threads.
 */
final class RequestLog {
    /** Of either kind. */
    static final int MOST = 500;

    private final Deque<ReportedRequest> writes = new ArrayDeque<>();
    private final Deque<ReportedRequest> refused = new ArrayDeque<>();
    private int leftOut;

    /** An answer came; reads are not kept. */
    synchronized void answered(String action, Ec2Response answer) {
        if (!CallCounts.isRead(action) && answer.responseMetadata() != null) {
            String id = Objects.requireNonNullElse(answer.responseMetadata().requestId(), "");
            keep(writes, Maker.get().request(action, id, ""));
        }
    }

    /** EC2 refused a try, or no answer came. */
    synchronized void refused(String action, FleetException error) {
        keep(refused, Maker.get().request(action, error.requestId(), error.code()));
    }

    private void keep(Deque<ReportedRequest> some, ReportedRequest request) {
        if (some.size() == MOST) {
            some.removeFirst();
            leftOut++;
        }
        some.addLast(request);
    }

    /** Those refused first. */
    synchronized List<ReportedRequest> all() {
        List<ReportedRequest> all = new ArrayList<>(refused);
        all.addAll(writes);
        return all;
    }

    synchronized int leftOut() {
        return leftOut;
    }
}
