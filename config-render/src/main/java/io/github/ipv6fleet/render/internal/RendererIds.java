package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a renderer is known by. Messages name it, so it has to be something that can be read. */
public final class RendererIds {
    static final String FORM = "give 1 to 63 lower-case letters, digits and single hyphens, such as docker-install";

    private static final Pattern ID = Pattern.compile("(?=.{1,63}$)[a-z0-9]+(?:-[a-z0-9]+)*");

    private RendererIds() {}

    static boolean isOne(@Nullable String id) {
        return id != null && ID.matcher(id).matches();
    }

    /**
     * Returns the id.
     *
     * @param renderer whose id it is
     * @throws IllegalArgumentException if it is none
     */
    public static String checked(@Nullable String id, Object renderer) {
        if (id == null || !isOne(id)) {
            throw new IllegalArgumentException("renderer " + renderer.getClass().getName() + ": its id \""
                    + Shown.of(Objects.toString(id)) + "\" is not one; " + FORM);
        }
        return id;
    }
}
