package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the instances of one RunInstances call have in common: EC2's reservation. An instance whose attributes were
 * changed has a changed copy of its own.
 */
public record Launch(
        String reservationId,
        Image image,
        InstanceType type,
        @Nullable String keyName,
        @Nullable UserData userData,
        @Nullable String clientToken,
        MetadataOptions metadataOptions,
        List<Volume> volumes,
        String tenancy,
        boolean monitoring,
        boolean ebsOptimized,
        Protection protection,
        boolean spot,
        @Nullable String profileArn,
        Instant time) {

    /** What keeps an instance from being ended by a slip, and what a shutdown from inside does. */
    public record Protection(boolean fromTermination, boolean fromStop, String onShutdown) {}

    public Launch with(InstanceType other) {
        return copy(other, userData, metadataOptions, ebsOptimized, protection);
    }

    public Launch with(MetadataOptions other) {
        return copy(type, userData, other, ebsOptimized, protection);
    }

    public Launch with(Protection other) {
        return copy(type, userData, metadataOptions, ebsOptimized, other);
    }

    public Launch withUserData(@Nullable UserData other) {
        return copy(type, other, metadataOptions, ebsOptimized, protection);
    }

    public Launch withEbsOptimized(boolean other) {
        return copy(type, userData, metadataOptions, other, protection);
    }

    private Launch copy(
            InstanceType newType,
            @Nullable UserData newUserData,
            MetadataOptions newOptions,
            boolean newEbsOptimized,
            Protection newProtection) {
        return new Launch(
                reservationId,
                image,
                newType,
                keyName,
                newUserData,
                clientToken,
                newOptions,
                volumes,
                tenancy,
                monitoring,
                newEbsOptimized,
                newProtection,
                spot,
                profileArn,
                time);
    }

    /** A block device that was asked for, or the root device; size in GiB, throughput in MiB per second. */
    public record Volume(
            String deviceName,
            boolean deleteOnTermination,
            int size,
            String type,
            boolean encrypted,
            @Nullable Integer iops,
            @Nullable Integer throughput) {}
}
