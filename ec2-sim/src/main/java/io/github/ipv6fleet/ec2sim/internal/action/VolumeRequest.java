package io.github.ipv6fleet.ec2sim.internal.action;

import io.github.ipv6fleet.ec2sim.internal.Ec2Error;
import io.github.ipv6fleet.ec2sim.internal.model.Image;
import io.github.ipv6fleet.ec2sim.internal.model.Launch.Volume;
import io.github.ipv6fleet.ec2sim.internal.wire.Params;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A block device that a launch asks for; what is null was left to the image. */
record VolumeRequest(
        String deviceName,
        boolean deleteOnTermination,
        @Nullable Integer size,
        @Nullable String type,
        boolean encrypted,
        @Nullable Integer iops,
        @Nullable Integer throughput) {
    private static final int LARGEST_GIB = 65_536;

    static List<VolumeRequest> read(Params params) {
        Set<String> devices = new HashSet<>();
        return params.structures("BlockDeviceMapping", each -> {
            each.refuse("VirtualName", "NoDevice");
            Params ebs = each.structure("Ebs");
            ebs.refuse("OutpostArn", "SnapshotId");
            ebs.accept("KmsKeyId", "VolumeInitializationRate", "EbsCardIndex");
            VolumeRequest one = new VolumeRequest(
                    each.required("DeviceName"),
                    ebs.flag("DeleteOnTermination", true),
                    ebs.integer("VolumeSize"),
                    ebs.oneOf("VolumeType", "standard", "io1", "io2", "gp2", "gp3", "sc1", "st1"),
                    ebs.flag("Encrypted", false),
                    ebs.integer("Iops"),
                    ebs.integer("Throughput"));
            if (!devices.add(one.deviceName)) {
                throw Ec2Error.refused(
                        "InvalidBlockDeviceMapping",
                        "The device '" + one.deviceName + "' is used in more than one mapping");
            }
            return one;
        });
    }

    /** Returns the volumes of a launch from that image: its root device is there in any case. */
    static List<Volume> over(Image image, List<VolumeRequest> wanted) {
        List<Volume> volumes = new ArrayList<>();
        boolean root = false;
        for (VolumeRequest each : wanted) {
            root |= each.deviceName.equals(image.rootDeviceName());
            volumes.add(each.volume(image));
        }
        if (!root) {
            volumes.add(
                    0, new VolumeRequest(image.rootDeviceName(), true, null, null, false, null, null).volume(image));
        }
        return volumes;
    }

    private Volume volume(Image image) {
        boolean root = deviceName.equals(image.rootDeviceName());
        if (size == null && !root) { // localstack's recordings of CreateVolume against AWS
            throw Ec2Error.missingParameter("size/snapshot");
        }
        int gib = size == null ? Image.ROOT_GIB : size;
        if (gib < 1 || gib > LARGEST_GIB) {
            throw Ec2Error.invalidValue("volumeSize", Integer.toString(gib));
        }
        if (root && gib < Image.ROOT_GIB) { // hashicorp/packer#4104 and others quote it, with the snapshot's id
            throw Ec2Error.refused(
                    "InvalidBlockDeviceMapping",
                    "Volume of size " + gib + "GB is smaller than snapshot of " + image.id() + ", expect size >= "
                            + Image.ROOT_GIB + "GB");
        }
        String kind = type != null ? type : root ? image.rootVolumeType() : "gp2"; // EC2 API reference, EbsBlockDevice
        return new Volume(deviceName, deleteOnTermination, gib, kind, encrypted, iops(kind, gib), throughput(kind));
    }

    /** EC2 API reference, EbsBlockDevice: what can be said for which type, and the defaults. */
    private @Nullable Integer iops(String kind, int gib) {
        boolean provisioned = kind.startsWith("io");
        if (provisioned && iops == null) {
            throw Ec2Error.missingParameter("iops");
        }
        if (iops != null && !provisioned && !kind.equals("gp3")) {
            throw Ec2Error.invalidCombination("The parameter iops is not supported for " + kind + " volumes.");
        }
        if (iops != null) {
            return iops;
        }
        return kind.equals("gp3")
                ? (Integer) 3_000
                : kind.equals("gp2") ? Math.min(16_000, Math.max(100, 3 * gib)) : null;
    }

    private @Nullable Integer throughput(String kind) {
        if (throughput != null && !kind.equals("gp3")) {
            throw Ec2Error.invalidCombination("The parameter throughput is not supported for " + kind + " volumes.");
        }
        return kind.equals("gp3") && throughput == null ? (Integer) 125 : throughput;
    }
}
