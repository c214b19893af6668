package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.text.Shown;

/**
 * Values of the formats that have one {@code key = value} or {@code Key: value} per line and no quoting: apt's,
 * sysctl's and systemd's files. What cannot be said in them is refused, as there is no escape for it.
 */
final class Ini {
    private Ini() {}

    /** Returns text as a value: itself, if it is one line. */
    static String value(String text) {
        boolean oneLine = !text.isEmpty()
                && text.equals(text.strip())
                && !text.endsWith("\\")
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
        if (!oneLine) {
            throw new IllegalArgumentException(
                    "value \"" + Shown.of(text) + "\": must be one line without white space at"
                            + " its ends or a backslash at its end; this file has no way to write it");
        }
        return text;
    }
}
