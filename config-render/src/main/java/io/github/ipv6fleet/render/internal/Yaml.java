package io.github.ipv6fleet.render.internal;

/**
 * Scalars of YAML 1.1, the dialect that netplan and cloud-init read. Bare, the MAC 12:34:56:12:34:56 is a base-60
 * integer there and {@code no} is false, so text is never bare.
 */
final class Yaml {
    private Yaml() {}

    /** Returns any text as a double-quoted scalar on one line, in ASCII. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(isPlain(c) ? Character.toString(c) : escaped(c));
            }
        });
        return out.append('"').toString();
    }

    /** Returns any text as the value of a key: as a block that people can read where YAML allows one, else quoted. */
    static String block(String text, int indent) {
        // A block cannot start with white space (without an indicator), and keeps exactly one newline at its end.
        boolean readable = text.length() > 1
                && text.endsWith("\n")
                && !text.endsWith("\n\n")
                && text.charAt(0) > ' '
                && text.chars().allMatch(c -> c == '\n' || isPlain(c));
        if (!readable) {
            return quoted(text);
        }
        String margin = " ".repeat(indent);
        StringBuilder out = new StringBuilder("|");
        text.lines().forEach(line -> out.append('\n').append(line.isEmpty() ? "" : margin + line));
        return out.toString();
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c <= '~';
    }

    private static String escaped(int c) {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            throw new IllegalArgumentException(
                    "text with half a surrogate pair (U+%04X) is not Unicode; repair where it was cut".formatted(c));
        }
        return c <= 0xff ? "\\x%02X".formatted(c) : c <= 0xffff ? "\\u%04X".formatted(c) : "\\U%08X".formatted(c);
    }
}
