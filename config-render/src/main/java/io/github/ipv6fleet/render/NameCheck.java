package io.github.ipv6fleet.render;

import java.util.regex.Pattern;

/** Names that end up as words of a command line. */
final class NameCheck {
    /** Debian Policy 5.6.1. */
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]+");

    /** systemd.unit(5), less the backslash, with a type at the end. */
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_.@-]*\\.[a-z]+");

    private NameCheck() {}

    static String packageName(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException("package \"" + name + "\": is not a package's name; write it as gnupg");
        }
        return name;
    }

    static String unit(String name) {
        if (!UNIT.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "unit \"" + name + "\": is not a systemd unit's name; write it as docker.service");
        }
        return name;
    }
}
