package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.aws.FleetTime;
import io.github.ipv6fleet.aws.internal.MetadataTrouble.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the metadata service that answers, the endpoints being tried in turn, and again after what passes, until
 * the time is over. What fails is a {@link FleetException} with its remedy. For one thread.
 */
final class MetadataReader {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final List<URI> endpoints;
    private final FleetTime time;
    private final Duration limit;
    private final Instant end;
    private @Nullable MetadataEndpoint answering;

    MetadataReader(List<URI> endpoints, FleetTime time, Duration limit) {
        this.endpoints = endpoints;
        this.time = time;
        this.limit = limit;
        this.end = time.now().plus(limit);
    }

    /** Returns the value at that path below {@code meta-data}; empty where there is none. */
    Optional<String> value(String path) {
        Duration pause = FIRST_PAUSE;
        boolean renewed = false;
        while (true) {
            try {
                return answering().get(path);
            } catch (MetadataTrouble e) {
                if (e.kind() == Kind.EXPIRED && answering != null && !renewed) {
                    answering.renew();
                    renewed = true;
                    continue;
                }
                if (!e.passes() || left().compareTo(pause) <= 0) {
                    throw failed(e);
                }
            }
            pause(pause);
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        }
    }

    Duration left() {
        return Duration.between(time.now(), end);
    }

    void pause(Duration length) {
        try {
            time.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new MetadataTrouble(Kind.INTERRUPTED, "interrupted", e));
        }
    }

    private MetadataEndpoint answering() throws MetadataTrouble {
        MetadataEndpoint known = answering;
        if (known != null) {
            return known;
        }
        List<MetadataTrouble> troubles = new ArrayList<>();
        for (URI uri : endpoints) {
            MetadataEndpoint next = new MetadataEndpoint(uri, this::left);
            try {
                next.get("instance-id");
                answering = next;
                return next;
            } catch (MetadataTrouble e) {
                if (e.kind() == Kind.EXPIRED) {
                    answering = next;
                    return next;
                }
                troubles.add(e);
            }
        }
        throw MetadataTrouble.most(troubles);
    }

    private FleetException failed(MetadataTrouble trouble) {
        String message = "instance metadata cannot be read: " + trouble.getMessage()
                + (trouble.passes() ? ", tried for " + limit.toMillis() + " ms" : "") + "; " + trouble.remedy();
        boolean retryable = trouble.passes() || trouble.kind() == Kind.INTERRUPTED || trouble.kind() == Kind.EXPIRED;
        return Maker.get().exception(message, "", "", retryable, List.of(), trouble);
    }
}
