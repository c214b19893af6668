package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.Optional;
import java.util.regex.Pattern;

/** An IPv6 address with a prefix length, where the engine lets the host's bits be anything. */
record CidrText(Ipv6Address address, int length) {
    private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?");
    private static final Ipv6Block GLOBAL = Ipv6Block.parse("2000::/3");

    static Optional<CidrText> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !LENGTH.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(text.substring(slash + 1));
        return length > Ipv6Block.BITS
                ? Optional.empty()
                : address(text.substring(0, slash)).map(address -> new CidrText(address, length));
    }

    static Optional<Ipv6Address> address(String text) {
        try {
            return Optional.of(Ipv6Address.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isIpv4(String text) {
        return IPV4.matcher(text).matches();
    }

    Ipv6Block block() {
        return Ipv6Block.around(address, length);
    }

    boolean hasHostBits() {
        return !block().first().equals(address);
    }

    /** Whether the world can know it: {@code 2000::/3}, of which IANA gives out all global addresses. */
    boolean isGlobal() {
        return GLOBAL.contains(address);
    }
}
