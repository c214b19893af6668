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
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPlain(c)) {
                        out.append((char) c);
                    } else {
                        out.append(escaped(c));
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    /** Appends any text as the value of a key: as a block that people can read where YAML allows one, else quoted. */
    static void appendBlock(StringBuilder out, String text, int indent) {
        if (!isReadable(text)) {
            out.append(quoted(text));
            return;
        }
        String margin = "\n" + " ".repeat(indent);
        out.append('|');
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            out.append(end == start ? "\n" : margin).append(text, start, end);
            start = end + 1;
        }
    }

    /** A block cannot start with white space (without an indicator), and keeps exactly one newline at its end. */
    private static boolean isReadable(String text) {
        if (text.length() < 2 || !text.endsWith("\n") || text.endsWith("\n\n") || text.charAt(0) <= ' ') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && !isPlain(c)) {
                return false;
            }
        }
        return true;
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
