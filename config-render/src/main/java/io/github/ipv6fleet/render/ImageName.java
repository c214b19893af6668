package io.github.ipv6fleet.render;

import io.github.ipv6fleet.text.Shown;
import java.util.regex.Pattern;

/** Names of images, by the grammar of the registries: {@code [registry[:port]/]path[:tag][@digest]}. */
final class ImageName {
    private static final String REGISTRY =
            "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?";

    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

    private static final Pattern NAME = Pattern.compile("(?:" + REGISTRY + "/)?" + PART + "(?:/" + PART + ")*"
            + "(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    /** What registries take at most, tag and digest not counted; here for all of it, so that messages stay short. */
    private static final int LONGEST = 512;

    private ImageName() {}

    static String checked(String image) {
        if (image.length() > LONGEST || !NAME.matcher(image).matches()) {
            throw new IllegalArgumentException(
                    "image \"" + Shown.of(image) + "\": is not the name of one; write it as nginx:1.27"
                            + " or registry.example/web@sha256:..., lower-case but for registry and tag");
        }
        return image;
    }
}
