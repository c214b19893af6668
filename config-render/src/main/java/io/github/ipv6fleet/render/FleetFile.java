package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;
import java.util.Objects;
import java.util.regex.Pattern;

/** One file about a whole fleet, for the machine that renders. Immutable, safe for use by several threads. */
public final class FleetFile {
    /** No colon as in {@link HostFile}: these are written on Windows too. */
    private static final String PART = "(?!\\.{1,2}(/|$))[A-Za-z0-9._@+,=~-]+";

    private static final Pattern PLAIN = Pattern.compile(PART + "(/" + PART + ")*");

    private final String path;
    private final String content;

    private FleetFile(String path, String content) {
        this.path = path;
        this.content = content;
    }

    /**
     * Returns a file.
     *
     * @param path relative and plain, such as {@code fleet.json} or {@code zones/example.org}; no {@code ..}
     * @param content the whole text
     * @throws IllegalArgumentException if the path is something else
     */
    public static FleetFile of(String path, String content) {
        requireNonNull(path, "path");
        requireNonNull(content, "content");
        if (!PLAIN.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "file \"" + Shown.of(path) + "\": is not a plain relative path; write it as"
                            + " fleet.json or zones/example.org, no part of it empty or \"..\"");
        }
        return new FleetFile(path, content);
    }

    /** Returns the relative path. */
    public String path() {
        return path;
    }

    /** Returns the whole text. */
    public String content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FleetFile file && path.equals(file.path) && content.equals(file.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, content);
    }

    /** Returns path and size. */
    @Override
    public String toString() {
        return path + " (" + content.length() + " characters)";
    }
}
