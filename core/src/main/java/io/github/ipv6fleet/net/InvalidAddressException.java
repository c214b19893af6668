package io.github.ipv6fleet.net;

/** Thrown when text is not an IPv6 address or block; the message says what was given, what is wrong and what to do. */
public final class InvalidAddressException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Nobody needs more of a wrong value to recognise it, and a log line should not carry a megabyte. */
    private static final int SHOWN = 80;

    InvalidAddressException(String input, String problem, String remedy) {
        super('"' + shown(input) + "\": " + problem + "; " + remedy);
    }

    private static String shown(String input) {
        StringBuilder out = new StringBuilder();
        input.codePoints()
                .limit(SHOWN)
                .forEach(c -> out.appendCodePoint(
                        Character.isISOControl(c) ? Character.codePointOf("REPLACEMENT CHARACTER") : c));
        return input.length() > SHOWN ? out + "... (" + input.length() + " characters)" : out.toString();
    }
}
