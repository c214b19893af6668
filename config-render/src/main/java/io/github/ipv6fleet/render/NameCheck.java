package io.github.ipv6fleet.render;

import io.github.ipv6fleet.text.Shown;
import java.util.regex.Pattern;

/** Names that end up as words of a command line. */
final class NameCheck {
    /** Debian Policy 5.6.1. */
    private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,254}");

    /** systemd.unit(5), less the backslash, with a type at the end. */
    private static final Pattern UNIT = Pattern.compile("(?=.{1,255}$)[A-Za-z0-9][A-Za-z0-9:_.@-]*\\.[a-z]+");

    /** RFC 1123, 2.1. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

    private NameCheck() {}

    static String hostName(String name) {
        if (!HOST.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "host name \"" + Shown.of(name) + "\": is not the name of a host; write it as edge-1");
        }
        return name;
    }

    static String packageName(String name) {
        if (!PACKAGE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "package \"" + Shown.of(name) + "\": is not a package's name; write it as gnupg");
        }
        return name;
    }

    static String unit(String name) {
        if (!UNIT.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "unit \"" + Shown.of(name) + "\": is not a systemd unit's name; write it as docker.service");
        }
        return name;
    }
}
