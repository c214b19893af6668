package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a renderer is known by. Messages name it, so it has to be something that can be read. */
public final class RendererIds {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

    private static final int LONGEST = 63;

    private RendererIds() {}

    static boolean isOne(@Nullable String id) {
        return id != null && id.length() <= LONGEST && ID.matcher(id).matches();
    }

    /**
     * Returns the id.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String checked(@Nullable String id) {
        if (!isOne(id)) {
            throw new IllegalArgumentException(
                    "renderer id \"" + Shown.of(Objects.toString(id)) + "\": is not one; give" + " 1 to " + LONGEST
                            + " lower-case letters, digits and single hyphens, such as docker-install");
        }
        return id;
    }
}
