package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

/** Names of fleets, hosts and containers, which become host names, tags and folders and so need no quoting anywhere. */
final class Names {
    private static final int LONGEST = 63;
    private static final int SHOWN = 80;

    private Names() {}

    static String checked(String kind, String name) {
        requireNonNull(name, "name");
        if (!isLabel(name)) {
            throw new IllegalArgumentException(kind + " name \"" + shown(name) + "\": "
                    + (name.isBlank() ? "is empty" : "is not a host name")
                    + "; give 1 to 63 lower-case letters, digits and inner hyphens, such as edge-1");
        }
        return name;
    }

    /** Returns text from outside as a message can show it: not all of a long one, and nothing that moves the cursor. */
    static String shown(String text) {
        String start = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
        return start.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A label of RFC 1123, in lower case. A loop, for a plan of 100,000 hosts checks as many names. */
    static boolean isLabel(String name) {
        int length = name.length();
        if (length == 0 || length > LONGEST || name.charAt(0) == '-' || name.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return false;
            }
        }
        return true;
    }
}
