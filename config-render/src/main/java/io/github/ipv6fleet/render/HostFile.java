package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.regex.Pattern;

/** One file of a host. Immutable, safe for use by several threads. */
public final class HostFile {
    /** Paths become names in other formats and folders on the machine that renders. */
    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._@+,=:~-]+)+");

    private final String path;
    private final int mode;
    private final String content;

    private HostFile(String path, int mode, String content) {
        this.path = path;
        this.mode = mode;
        this.content = content;
    }

    /**
     * Returns a file.
     *
     * @param path absolute and plain, such as {@code /etc/docker/daemon.json}; no {@code ..}
     * @param mode permissions, 0 to 07777; written in octal: {@code 0600}
     * @param content the whole text
     * @throws IllegalArgumentException if path or mode is something else
     */
    public static HostFile of(String path, int mode, String content) {
        requireNonNull(path, "path");
        requireNonNull(content, "content");
        if (!PLAIN.matcher(path).matches()) {
            throw new IllegalArgumentException("file \"" + path + "\": is not a plain absolute path; write it as"
                    + " /etc/docker/daemon.json, no part of it empty or \"..\"");
        }
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException(
                    "file " + path + ": mode " + mode + " is not one; write it in octal," + " as 0644");
        }
        return new HostFile(path, mode, content);
    }

    /** Returns the absolute path. */
    public String path() {
        return path;
    }

    /** Returns the permissions, 0 to 07777. */
    public int mode() {
        return mode;
    }

    /** Returns the mode as four octal digits, such as {@code 0600}. */
    public String octalMode() {
        return "%04o".formatted(mode);
    }

    /** Returns the whole text. */
    public String content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostFile file
                && path.equals(file.path)
                && mode == file.mode
                && content.equals(file.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, mode, content);
    }

    /** Returns path, mode and size; what is in a file does not belong into logs. */
    @Override
    public String toString() {
        return path + " (" + octalMode() + ", " + content.length() + " characters)";
    }
}
