package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.net.Ipv6Address;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a host is logged in to. */
final class SshCommand {
    private SshCommand() {}

    /**
     * Returns the command.
     *
     * @param profile the host's tag, which begins with the name of its system
     */
    static String to(Ipv6Address address, String profile, Optional<Path> keyFile) {
        return "ssh "
                + keyFile.map(file -> "-i " + quoted(file.toString()) + " ").orElse("") + user(profile) + "@" + address;
    }

    /**
     * The user that an image makes: EC2 User Guide, "Default user names for AMIs". The library knows systems of these two
     * families only.
     */
    private static String user(String profile) {
        return profile.toLowerCase(Locale.ROOT).startsWith("debian") ? "admin" : "ubuntu";
    }

    private static String quoted(String path) {
        return path.matches("[A-Za-z0-9_./@%+=:,-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
