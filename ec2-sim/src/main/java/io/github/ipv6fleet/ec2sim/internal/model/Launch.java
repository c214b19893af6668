package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the instances of one RunInstances call have in common: EC2's reservation. */
public record Launch(
        String reservationId,
        Image image,
        InstanceType type,
        @Nullable String keyName,
        @Nullable String userData,
        @Nullable String clientToken,
        MetadataOptions metadataOptions,
        List<Volume> volumes,
        String tenancy,
        boolean monitoring,
        boolean ebsOptimized,
        Instant time) {

    /** A block device that was asked for, or the root device. */
    public record Volume(String deviceName, boolean deleteOnTermination) {}
}
