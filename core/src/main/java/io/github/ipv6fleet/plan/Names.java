package io.github.ipv6fleet.plan;

/** Names of fleets, hosts and containers, which become host names, tags and folders and so need no quoting anywhere. */
final class Names {
    private static final int LONGEST = 63;

    private Names() {}

    static String checked(String kind, String name) {
        if (!isLabel(name)) {
            String shown = name.length() > 80 ? name.substring(0, 80) + "..." : name;
            throw new IllegalArgumentException(kind + " name \"" + shown + "\": "
                    + (name.isBlank() ? "is empty" : "is not a host name")
                    + "; give 1 to 63 lower-case letters, digits and inner hyphens, such as edge-1");
        }
        return name;
    }

    /** A label of RFC 1123, in lower case. A loop, for a plan of 100,000 hosts checks as many names. */
    private static boolean isLabel(String name) {
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
