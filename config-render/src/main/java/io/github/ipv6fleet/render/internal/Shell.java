package io.github.ipv6fleet.render.internal;

/** Words of POSIX sh. */
public final class Shell {
    private Shell() {}

    /** Returns any text as one word that the shell takes as it is. */
    public static String quoted(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text with a NUL cannot be a word of a shell; remove it");
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Returns the line that gives a variable this value. */
    public static String assign(String variable, String value) {
        return variable + "=" + quoted(value) + "\n";
    }
}
