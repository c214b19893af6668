package io.github.ipv6fleet.ec2sim.internal.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A filter value as EC2 reads it (EC2 User Guide, "Wildcards"): {@code *} is any text, {@code ?} any one character, a
 * backslash makes the next character plain; or a pattern of an IAM policy, in which a backslash is a backslash. Not a regular expression, whose time a hostile value could make endless.
 */
public final class Wildcard {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final List<Integer> pattern = new ArrayList<>();

    /** Reads a filter value. */
    public Wildcard(String value) {
        this(value, true);
    }

    private Wildcard(String value, boolean escapes) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (escapes && c == '\\' && i + 1 < value.length()) {
                pattern.add((int) value.charAt(++i));
            } else {
                pattern.add(c == '*' ? ANY_TEXT : c == '?' ? ANY_CHARACTER : c);
            }
        }
    }

    /** Reads a pattern of a policy. */
    public static Wildcard ofPolicy(String pattern) {
        return new Wildcard(pattern, false);
    }

    public boolean matches(String text) {
        int at = 0;
        int star = -1; // the last * seen, and from where its text is tried to go on
        int resume = 0;
        for (int i = 0; i < text.length(); ) {
            int want = at < pattern.size() ? pattern.get(at) : Integer.MIN_VALUE;
            if (want == ANY_TEXT) {
                star = at++;
                resume = i;
            } else if (want == ANY_CHARACTER || want == text.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.size() && pattern.get(at) == ANY_TEXT) {
            at++;
        }
        return at == pattern.size();
    }

    /** Returns whether a pattern stands for itself alone. */
    public static boolean isPlain(String pattern) {
        return pattern.chars().noneMatch(c -> c == '*' || c == '?' || c == '\\');
    }
}
