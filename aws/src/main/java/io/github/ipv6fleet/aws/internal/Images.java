package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Image;

/** Which image a new host gets. */
final class Images {
    /** Canonical's account (Ubuntu documentation, "Find Ubuntu images on AWS"). */
    private static final String CANONICAL = "099720109477";

    private static final String UBUNTU_24_04 = "ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-*-server-*";

    private Images() {}

    /** Returns the image asked for, or the newest Ubuntu 24.04 of Canonical; none if EC2 knows none. */
    static Optional<Image> find(Ec2Gateway ec2, FleetSettings settings, Set<String> architectures) {
        String asked = settings.imageId();
        if (asked == null) {
            return newestUbuntu(ec2, architectures);
        }
        try {
            return Optional.of(ec2.image(asked));
        } catch (FleetException e) {
            if (!e.code().equals(Ec2Errors.IMAGE_NOT_FOUND)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static Optional<Image> newestUbuntu(Ec2Gateway ec2, Set<String> architectures) {
        List<Image> images = ec2.images(
                CANONICAL,
                List.of(
                        Ec2Gateway.filter("name", UBUNTU_24_04),
                        Ec2Gateway.filter("state", "available"),
                        Ec2Gateway.filter("architecture", architectures.toArray(String[]::new))));
        return images.stream()
                .filter(image -> architectures.contains(image.architectureAsString()))
                // ISO 8601 in one time zone sorts as text; the id only decides between images of one moment.
                .max(Comparator.comparing(Image::creationDate).thenComparing(Image::imageId));
    }
}
