package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Image;

/** Which image a new host gets. */
final class Images {
    /** Canonical's account (Ubuntu documentation, "Find Ubuntu images on AWS"). */
    private static final String CANONICAL = "099720109477";

    private static final String UBUNTU_24_04 = "ubuntu/images/hvm-ssd*/ubuntu-noble-24.04-*-server-*";

    private Images() {}

    /** Returns the image asked for, or the newest Ubuntu 24.04 of Canonical, if the type can run it. */
    static ChosenImage choose(Ec2Gateway ec2, FleetSettings settings, Set<String> architectures) {
        Image image = settings.imageId() == null
                ? newestUbuntu(ec2, settings, architectures)
                : checked(ec2, settings.imageId(), settings, architectures);
        return ChosenImage.of(image, settings.options().rootVolume());
    }

    private static Image newestUbuntu(Ec2Gateway ec2, FleetSettings settings, Set<String> architectures) {
        List<Image> images = ec2.images(
                CANONICAL,
                List.of(
                        Ec2Gateway.filter("name", UBUNTU_24_04),
                        Ec2Gateway.filter("state", "available"),
                        Ec2Gateway.filter("architecture", architectures.toArray(String[]::new))));
        return images.stream()
                .filter(image -> architectures.contains(image.architectureAsString()))
                // ISO 8601 in one time zone sorts as text; the id only decides between images of one moment.
                .max(Comparator.comparing(Image::creationDate).thenComparing(Image::imageId))
                .orElseThrow(() -> new PlanException(List.of(new SpecProblem(
                        "instance type " + String.join(", ", settings.instanceTypes()) + " ("
                                + String.join(", ", architectures) + ")",
                        "there is no Ubuntu 24.04 image of Canonical for it here",
                        "name one with image(\"ami-...\")"))));
    }

    private static Image checked(Ec2Gateway ec2, String id, FleetSettings settings, Set<String> architectures) {
        Image image = ec2.image(id);
        String architecture = image.architectureAsString();
        if (!architectures.contains(architecture)) {
            throw new PlanException(List.of(new SpecProblem(
                    "image " + id,
                    "is for " + architecture + ", but " + String.join(", ", settings.instanceTypes()) + " is "
                            + String.join(", ", architectures),
                    "choose an image or an instance type that fit each other")));
        }
        return image;
    }
}
