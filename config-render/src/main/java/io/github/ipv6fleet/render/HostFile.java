package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One file of a host. Immutable.
 *
 * @param path absolute and plain, such as {@code /etc/docker/daemon.json}; no {@code ..}
 * @param mode permissions, 0 to 07777; written in octal: {@code 0600}
 * @param content the whole text
 */
public record HostFile(String path, int mode, String content) {
    /** Paths become names in other formats and folders on the machine that renders. */
    private static final Pattern PLAIN = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._@+,=:~-]+)+");

    /** Checks path and mode. */
    public HostFile {
        requireNonNull(content, "content");
        if (!PLAIN.matcher(path).matches()) {
            throw new IllegalArgumentException("file \"" + path + "\": is not a plain absolute path; write it as"
                    + " /etc/docker/daemon.json, no part of it empty or \"..\"");
        }
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException(
                    "file " + path + ": mode " + mode + " is not one; write it in octal," + " as 0644");
        }
    }

    /** Returns the mode as four octal digits, such as {@code 0600}. */
    public String octalMode() {
        return "%04o".formatted(mode);
    }
}
