package io.github.ipv6fleet.ec2sim;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses as text, and no names: those would be looked up. */
final class LiteralAddress {
    static final InetAddress LOOPBACK = parse("127.0.0.1");

    private LiteralAddress() {}

    static InetAddress parse(String text) {
        try {
            if (Pattern.matches("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*", text)) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // says the same
        }
        throw new IllegalArgumentException("host \"" + text + "\" is no address; give one such as 127.0.0.1 or ::1");
    }
}
