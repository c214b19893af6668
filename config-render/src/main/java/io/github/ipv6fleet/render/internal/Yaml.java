package io.github.ipv6fleet.render.internal;

import java.nio.charset.StandardCharsets;

/**
 * Scalars of YAML 1.1, the dialect that netplan and cloud-init read. Bare, the MAC 12:34:56:12:34:56 is a base-60
 * integer there and {@code no} is false, so text is never bare.
 */
final class Yaml {
    private Yaml() {}

    /** Returns any text as a double-quoted scalar on one line, in ASCII. */
    static String quoted(String text) {
        boolean asItIs = isPrintable(text) && text.indexOf('\n') < 0 && text.indexOf('"') < 0 && text.indexOf('\\') < 0;
        return asItIs ? '"' + text + '"' : escaped(text);
    }

    private static String escaped(String text) {
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

    /** Whether a text is printable ASCII in lines, each ended by a newline. */
    static boolean isLines(String text) {
        return text.endsWith("\n") && isPrintable(text);
    }

    /**
     * Whether a text is printable ASCII and newlines. Every text of a fleet is looked through, and bytes are faster than
     * characters, above all in a young JVM. Half a surrogate pair becomes a question mark among them.
     */
    private static boolean isPrintable(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte c = bytes[i];
            if ((c < ' ' && c != '\n') || c > '~' || (c == '?' && text.charAt(i) != '?')) {
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
