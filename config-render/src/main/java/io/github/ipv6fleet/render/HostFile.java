package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;
import java.util.Objects;

/** One file of a host. Immutable, safe for use by several threads. */
public final class HostFile {
    /** What Linux takes (limits.h): PATH_MAX without the NUL at its end, and NAME_MAX. */
    private static final int LONGEST_PATH = 4_095;

    private static final int LONGEST_NAME = 255;

    private static final int OWNER_READS = 0400;

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
     * @param mode permissions, 0400 to 07777, with which its owner can read it; written in octal: {@code 0600}
     * @param content the whole text
     * @throws IllegalArgumentException if path or mode is something else
     */
    public static HostFile of(String path, int mode, String content) {
        requireNonNull(path, "path");
        requireNonNull(content, "content");
        if (!isPlain(path)) {
            throw new IllegalArgumentException(
                    "file \"" + Shown.of(path) + "\": is not a plain absolute path; write it as"
                            + " /etc/docker/daemon.json, no part of it empty or \"..\"");
        }
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException(
                    "file " + path + ": mode " + mode + " is not one; write it in octal," + " as 0644");
        }
        if ((mode & OWNER_READS) == 0) {
            throw new IllegalArgumentException("file " + path + ": mode " + mode + " is " + Integer.toOctalString(mode)
                    + " in octal, which not even its owner can read; write it in octal, as 0644");
        }
        return new HostFile(path, mode, content);
    }

    /** Paths become names in other formats and folders on the machine that renders. A loop, as there are many. */
    private static boolean isPlain(String path) {
        int length = path.length();
        if (length > LONGEST_PATH) {
            return false;
        }
        int end = 0;
        while (end < length && path.charAt(end) == '/') {
            int start = end + 1;
            end = start;
            while (end < length && isNameCharacter(path.charAt(end))) {
                end++;
            }
            if (end == start || end - start > LONGEST_NAME || isDots(path, start, end)) {
                return false;
            }
        }
        return end > 0 && end == length;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "._@+,=:~-".indexOf(c) >= 0;
    }

    private static boolean isDots(String path, int start, int end) {
        return path.charAt(start) == '.' && (end == start + 1 || (end == start + 2 && path.charAt(start + 1) == '.'));
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
        String digits = Integer.toOctalString(mode);
        return "0000".substring(digits.length()) + digits;
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
