package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.ApiLimits;
import io.github.ipv6fleet.aws.FleetListener;
import io.github.ipv6fleet.aws.FleetTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * By what an operation is done: the caller's means, which are never closed, or null for our own.
 *
 * @param timeout how long a launch may take; null for as long as it takes
 * @param listeners are told how a launch gets on
 * @param time by which it waits
 * @param region of our own client; null for the one that the SDK finds
 */
public record Means(
        @Nullable Ec2Client client,
        @Nullable Executor executor,
        ApiLimits limits,
        @Nullable Duration timeout,
        List<FleetListener> listeners,
        FleetTime time,
        @Nullable String region) {
    /** Copies what a builder could still change. */
    public Means {
        listeners = List.copyOf(listeners);
    }

    /** Opens a gateway for one operation. */
    public Ec2Gateway open() {
        return Ec2Gateway.open(client, executor, limits, listeners, time, region);
    }
}
