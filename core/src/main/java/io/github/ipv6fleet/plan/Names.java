package io.github.ipv6fleet.plan;

import java.util.regex.Pattern;

/** Names of fleets and hosts, which become host names, tags and folders and so need no quoting anywhere. */
final class Names {
    /** A label of RFC 1123, in lower case. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private Names() {}

    static String checked(String kind, String name) {
        if (!LABEL.matcher(name).matches()) {
            String shown = name.length() > 80 ? name.substring(0, 80) + "..." : name;
            throw new IllegalArgumentException(kind + " name \"" + shown + "\": "
                    + (name.isBlank() ? "is empty" : "is not a host name")
                    + "; give 1 to 63 lower-case letters, digits and inner hyphens, such as edge-1");
        }
        return name;
    }
}
