package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The image that new hosts get.
 *
 * @param rootDevice the device name of its root volume, which differs between images: {@code /dev/sda1}, {@code /dev/xvda}
 */
record ChosenImage(String id, String rootDevice) {

    /** Reads what EC2 says of an image, and refuses one that the root volume asked for does not fit. */
    static ChosenImage of(Image image, @Nullable RootVolume wanted) {
        String device = Objects.requireNonNullElse(image.rootDeviceName(), "");
        if (wanted != null) {
            if (image.rootDeviceType() != DeviceType.EBS || device.isEmpty()) {
                throw refused(
                        wanted,
                        "the root of image " + image.imageId() + " is no EBS volume, and has the size it has",
                        "leave rootVolume away, or choose another image");
            }
            int least = image.blockDeviceMappings().stream()
                    .filter(mapping -> device.equals(mapping.deviceName()))
                    .map(BlockDeviceMapping::ebs)
                    .filter(ebs -> ebs != null && ebs.volumeSize() != null)
                    .mapToInt(ebs -> ebs.volumeSize())
                    .max()
                    .orElse(0);
            if (wanted.gib() < least) {
                throw refused(
                        wanted,
                        "image " + image.imageId() + " needs " + least + " GiB",
                        "give at least that, or choose a smaller image");
            }
        }
        return new ChosenImage(image.imageId(), device);
    }

    private static PlanException refused(RootVolume wanted, String wrong, String remedy) {
        return new PlanException(List.of(new SpecProblem("root volume of " + wanted.gib() + " GiB", wrong, remedy)));
    }
}
