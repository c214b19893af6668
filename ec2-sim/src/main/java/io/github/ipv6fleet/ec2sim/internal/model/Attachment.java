package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;

/** That an interface is on an instance. */
public record Attachment(
        String id,
        String instanceId,
        int deviceIndex,
        int networkCardIndex,
        Instant since,
        boolean deleteOnTermination) {

    public Attachment withDeleteOnTermination(boolean value) {
        return new Attachment(id, instanceId, deviceIndex, networkCardIndex, since, value);
    }
}
