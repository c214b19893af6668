package io.github.ipv6fleet.render.real;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a command line as {@code systemd-analyze} shows it: words bare, or in double quotes with the escapes of C and
 * of the shell. What is left to happen when the command runs is that {@code $$} becomes a dollar.
 */
final class SystemdWords {
    private final byte[] text;
    private int at;

    private SystemdWords(String line) {
        text = line.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> of(String line) {
        SystemdWords words = new SystemdWords(line);
        List<String> all = new ArrayList<>();
        while (words.at < words.text.length) {
            all.add(words.next().replace("$$", "$"));
            words.at++; // the space between
        }
        return all;
    }

    private String next() {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        boolean quoted = text[at] == '"';
        at += quoted ? 1 : 0;
        while (at < text.length && text[at] != (quoted ? '"' : ' ')) {
            word.write(text[at] == '\\' ? escaped() : text[at]);
            at++;
        }
        at += quoted ? 1 : 0;
        return word.toString(StandardCharsets.UTF_8);
    }

    /** Ends on the last byte of the escape. */
    private int escaped() {
        char kind = (char) text[++at];
        int control = "abfnrtv".indexOf(kind);
        if (control >= 0) {
            return "\u0007\b\f\n\r\t\u000b".charAt(control);
        }
        if (kind == 'x') {
            at += 2;
            return Integer.parseInt(new String(text, at - 1, 2, StandardCharsets.US_ASCII), 16);
        }
        if (kind >= '0' && kind <= '7') {
            at += 2;
            return Integer.parseInt(new String(text, at - 2, 3, StandardCharsets.US_ASCII), 8);
        }
        return kind;
    }
}
