package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.Finding;
import io.github.ipv6fleet.plan.PlanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImdsSupportValues;

/** Whether there is an image, and it fits the instance types and what else was asked for. */
final class ImageCheck implements Check {
    @Override
    public Stream<Finding> of(Seen seen) {
        return seen.images().stream()
                .flatMap(images -> images.isEmpty()
                        ? Stream.of(none(seen))
                        : images.stream().flatMap(image -> of(seen, image).stream()));
    }

    private static String types(Seen seen) {
        return String.join(", ", seen.settings().instanceTypes());
    }

    private static Finding none(Seen seen) {
        String asked = seen.settings().imageId();
        return asked == null
                ? FindingKind.IMAGE_NOT_FOUND.found(
                        "instance type " + types(seen) + " ("
                                + String.join(", ", Surroundings.architectures(seen.types())) + ")",
                        "there is no Ubuntu 24.04 image of Canonical for it here",
                        "name one with image(\"ami-...\")")
                : FindingKind.IMAGE_NOT_FOUND.found(
                        "image " + asked,
                        "is not known to EC2 here (InvalidAMIID.NotFound)",
                        "images belong to one Region: check the id and the Region, or leave image(...) away",
                        asked);
    }

    private static List<Finding> of(Seen seen, Image image) {
        List<Finding> found = new ArrayList<>();
        String id = image.imageId();
        Set<String> architectures = Surroundings.architectures(seen.types());
        if (!architectures.contains(image.architectureAsString())) {
            found.add(FindingKind.IMAGE_OF_OTHER_ARCHITECTURE.found(
                    "image " + id,
                    "is for " + image.architectureAsString() + ", but " + types(seen) + " is "
                            + String.join(", ", architectures),
                    "choose an image or an instance type that fit each other",
                    id));
        }
        if (image.imdsSupport() != ImdsSupportValues.V2_0) {
            found.add(FindingKind.IMAGE_WITHOUT_IMDS_V2.found(
                    "image " + id,
                    "does not say that it knows tokens (ImdsSupport v2.0)",
                    "choose one that does, such as the newest Ubuntu: leave image(...) away; or if it has cloud-init"
                            + " 20.1 or later, say accept(\"" + FindingKind.IMAGE_WITHOUT_IMDS_V2.id() + "\")",
                    id));
        }
        try {
            ChosenImage.of(image, seen.settings().options().rootVolume());
        } catch (PlanException e) {
            e.problems()
                    .forEach(problem -> found.add(FindingKind.ROOT_VOLUME_DOES_NOT_FIT.found(
                            problem.given(), problem.problem(), problem.remedy(), id)));
        }
        return found;
    }
}
