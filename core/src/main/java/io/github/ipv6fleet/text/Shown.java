package io.github.ipv6fleet.text;

import java.util.function.IntPredicate;

/**
 * Text from outside as a message can show it. Nobody needs more than the start of a wrong value to recognise it, and no
 * log or terminal should obey one.
 */
public final class Shown {
    private static final int WORD = 80;

    /** EC2's longest messages, which have to be copied whole, are those of refused authorisations: about 2,000. */
    private static final int LINE = 4_000;

    private Shown() {}

    /**
     * Returns what should be a word in ASCII: at most 80 characters of it, and then how many it has. What is not printable
     * ASCII, such as a newline or a letter that only looks like one, is shown by its number.
     */
    public static String of(String text) {
        return shown(text, WORD, c -> c >= ' ' && c <= '~');
    }

    /**
     * Returns what may have to be copied from the message, such as a path or what EC2 said: at most 4,000 characters of
     * it, with the letters of every language. What would move a cursor or turn a line round is shown by its number.
     */
    public static String line(String text) {
        return shown(text, LINE, Shown::isVisible);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String shown(String text, int most, IntPredicate asItIs) {
        boolean whole = text.length() <= most;
        String start = whole ? text : text.substring(0, most);
        if (!start.codePoints().allMatch(asItIs)) {
            StringBuilder out = new StringBuilder();
            start.codePoints().forEach(c -> {
                if (asItIs.test(c)) {
                    out.appendCodePoint(c);
                } else {
                    Character.toString(c).chars().forEach(half -> out.append("\\u%04x".formatted(half)));
                }
            });
            start = out.toString();
        }
        return whole ? start : start + "... (" + text.length() + " characters)";
    }
}
