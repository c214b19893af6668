package io.github.ipv6fleet.ec2sim.internal.auth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259), strictly: nothing after the value, no name twice in an object, no more than 64 levels. Objects
 * are maps, arrays lists, numbers {@link BigDecimal}s.
 */
final class Json {
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is no JSON; the message names line and column */
    static @Nullable Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value(0);
        json.space();
        if (json.at < text.length()) {
            throw json.wrong("something follows the value");
        }
        return value;
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw wrong("more than " + DEEPEST + " levels");
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        if (next('}')) {
            return members;
        }
        do {
            space();
            if (peek() != '"') {
                throw wrong("a name in quotes is wanted");
            }
            String name = string();
            if (!next(':')) {
                throw wrong("\":\" is wanted");
            }
            Object value = value(depth + 1);
            if (members.containsKey(name)) {
                throw wrong("\"" + name + "\" is there twice");
            }
            members.put(name, value);
        } while (next(','));
        if (!next('}')) {
            throw wrong("\",\" or \"}\" is wanted");
        }
        return members;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> members = new ArrayList<>();
        at++;
        if (next(']')) {
            return members;
        }
        do {
            members.add(value(depth + 1));
        } while (next(','));
        if (!next(']')) {
            throw wrong("\",\" or \"]\" is wanted");
        }
        return members;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = peek();
            if (c < ' ') {
                throw wrong("a control character in a string; write it as an escape");
            }
            at++;
            out.append(c == '\\' ? escape() : c);
        }
        at++;
        return out.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> character();
            default -> throw wrong("\\" + c + " is no escape");
        };
    }

    private char character() {
        String digits = text.substring(at, Math.min(at + 4, text.length()));
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw wrong("a \\u wants four hex digits");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw wrong("a value is wanted");
        }
        at += word.length();
        return value;
    }

    private BigDecimal number() {
        int end = at;
        while (end < text.length() && "+-.0123456789eE".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String number = text.substring(at, end);
        if (!number.matches("-?(0|[1-9][0-9]{0,99})([.][0-9]{1,99})?([eE][-+]?[0-9]{1,3})?")) {
            throw wrong("a value is wanted");
        }
        at = end;
        return new BigDecimal(number);
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the text ends too early");
        }
        return text.charAt(at);
    }

    private boolean next(char wanted) {
        space();
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String problem) {
        String before = text.substring(0, Math.min(at, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return new IllegalArgumentException(
                "JSON, line " + line + ", column " + (before.length() - before.lastIndexOf('\n')) + ": " + problem);
    }
}
