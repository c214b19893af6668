package io.github.ipv6fleet.ec2sim;

import io.github.ipv6fleet.ec2sim.internal.Exchange;
import java.util.ArrayList;
import java.util.List;

/** Keeps the requests that were answered, in order. Thread-safe. */
final class Recording {
    private final boolean wanted;
    private final List<RecordedRequest> requests = new ArrayList<>();

    Recording(boolean wanted) {
        this.wanted = wanted;
    }

    synchronized void add(Exchange exchange) {
        if (wanted) {
            requests.add(new RecordedRequest(exchange));
        }
    }

    synchronized List<RecordedRequest> all() {
        return List.copyOf(requests);
    }

    synchronized void clear() {
        requests.clear();
    }
}
