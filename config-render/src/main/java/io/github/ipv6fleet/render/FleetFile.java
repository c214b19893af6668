package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One file about a whole fleet, for the machine that renders. Immutable.
 *
 * @param path relative and plain, such as {@code fleet.json} or {@code zones/example.org}; no {@code ..}
 * @param content the whole text
 */
public record FleetFile(String path, String content) {
    /** No colon as in {@link HostFile}: these are written on Windows too. */
    private static final String PART = "(?!\\.{1,2}(/|$))[A-Za-z0-9._@+,=~-]+";

    private static final Pattern PLAIN = Pattern.compile(PART + "(/" + PART + ")*");

    /** Checks the path. */
    public FleetFile {
        requireNonNull(content, "content");
        if (!PLAIN.matcher(path).matches()) {
            throw new IllegalArgumentException("file \"" + path + "\": is not a plain relative path; write it as"
                    + " fleet.json or zones/example.org, no part of it empty or \"..\"");
        }
    }
}
