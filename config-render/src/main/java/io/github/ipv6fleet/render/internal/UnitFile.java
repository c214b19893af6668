package io.github.ipv6fleet.render.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.StringJoiner;

/**
 * Words of the command lines in systemd's unit files. Bare, {@code %} would be a specifier, {@code $} a variable, and a
 * lone semicolon the end of the command (systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting").
 */
final class UnitFile {
    private UnitFile() {}

    /** Returns any text as one word that the command gets as it is; on one line, in ASCII. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> out.append('\\').append((char) c);
                case '%', '$' -> out.append((char) c).append((char) c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> out.append(c >= ' ' && c <= '~' ? Character.toString(c) : escaped(c));
            }
        });
        return out.append('"').toString();
    }

    /** Returns the command line of these words; words that no format could misread stay bare, for people to read. */
    static String command(Collection<String> words) {
        StringJoiner line = new StringJoiner(" ");
        for (String word : words) {
            line.add(word(word));
        }
        return line.toString();
    }

    static String command(String... words) {
        return command(Arrays.asList(words));
    }

    private static String word(String text) {
        return isPlain(text) ? text : quoted(text);
    }

    /** A loop, as there are words in every host's files. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "/._:=@[]-".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static String escaped(int c) {
        if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException(
                    "text with a NUL or half a surrogate pair cannot be a word of a command; remove it");
        }
        return c <= 0x7f ? "\\x%02x".formatted(c) : c <= 0xffff ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c);
    }
}
