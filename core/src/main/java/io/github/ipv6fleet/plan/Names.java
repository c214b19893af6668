package io.github.ipv6fleet.plan;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.text.Shown;

/** Names of fleets, hosts and containers, which become host names, tags and folders and so need no quoting anywhere. */
final class Names {
    private static final int LONGEST = 63;
    private static final int LONGEST_ID = 255;

    private Names() {}

    static String checked(String kind, String name) {
        requireNonNull(name, "name");
        if (!isLabel(name)) {
            throw new IllegalArgumentException(kind + " name \"" + Shown.of(name) + "\": "
                    + (name.isBlank() ? "is empty" : "is not a host name")
                    + "; give 1 to 63 lower-case letters, digits and inner hyphens, such as edge-1");
        }
        return name;
    }

    /** Returns an id that was given, such as that of a subnet, if it is one line that a table or a message can have. */
    static String id(String kind, String id) {
        if (id.length() > LONGEST_ID || !id.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(kind + " \"" + Shown.of(id) + "\": is no id; give at most " + LONGEST_ID
                    + " printable characters of ASCII, such as subnet-09a931730fa9e0000");
        }
        return id;
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
