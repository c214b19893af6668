package io.github.ipv6fleet.net;

import io.github.ipv6fleet.text.Shown;

/** Thrown when text is not an IPv6 address or block; the message says what was given, what is wrong and what to do. */
public final class InvalidAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidAddressException(String input, String problem, String remedy) {
        super('"' + Shown.of(input) + "\": " + problem + "; " + remedy);
    }
}
