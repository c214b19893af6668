package io.github.ipv6fleet.ec2sim.internal.model;

import java.time.Instant;

/** A machine image. */
public record Image(
        String id,
        long order,
        String ownerId,
        String name,
        String description,
        String architecture,
        Instant created,
        String bootMode,
        boolean imdsV2) {

    /** The account of Canonical, publisher of Ubuntu. */
    public static final String CANONICAL = "099720109477";

    /** Ubuntu's images of both releases have a root volume of 8 GiB. */
    public static final int ROOT_GIB = 8;

    public String rootDeviceName() {
        return "/dev/sda1";
    }

    public String rootVolumeType() {
        return imdsV2 ? "gp3" : "gp2";
    }
}
