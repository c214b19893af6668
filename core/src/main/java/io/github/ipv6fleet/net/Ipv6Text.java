package io.github.ipv6fleet.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import org.jspecify.annotations.Nullable;

/** The border: the one place where text becomes addresses. */
final class Ipv6Text {
    /** Longest text form: eight groups of four, seven colons, "/128". */
    private static final int LONGEST = 43;

    private static final String HEX_AND_MARKS = ":/0123456789abcdefABCDEF";

    /** By default IPAddress reads "" as loopback, "1" as 0.0.0.1, "::1-4" and "::*" as ranges; a plan must not. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowIPv4(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowMixed(false)
            .allowBase85(false)
            .allowBinary(false)
            .allowUnlimitedLeadingZeros(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getParentBuilder()
            .toParams();

    private Ipv6Text() {}

    /** Returns the one address that {@code text} names, with its prefix length if it has one; null if it is neither. */
    static @Nullable IPAddress read(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(Ipv6Text::mayStandInAddress) || text.matches(".*/0.+")) {
            return null; // also white space, which IPAddress trims, other alphabets, and /080
        }
        try {
            IPAddress address = new IPAddressString(text, STRICT).toAddress();
            return address != null && address.isIPv6() ? address : null;
        } catch (AddressStringException | IncompatibleAddressException e) {
            return null;
        }
    }

    private static boolean mayStandInAddress(int c) {
        return HEX_AND_MARKS.indexOf(c) >= 0;
    }

    /**
     * Says what kind of text this is instead, where that can be told.
     *
     * @param wanted what it should have been, such as {@code IPv6 address}
     */
    static String problem(String text, String wanted) {
        if (text.isBlank()) {
            return "empty text is not an " + wanted;
        }
        if (!text.strip().equals(text)) {
            return "white space around an " + wanted;
        }
        if (text.indexOf('%') >= 0) {
            return "a zone is not part of a global " + wanted;
        }
        if (text.indexOf('*') >= 0 || text.indexOf('-') >= 0 || text.indexOf('_') >= 0) {
            return "a range or wildcard is not one " + wanted;
        }
        if (text.indexOf('.') >= 0) {
            return "IPv4 is not IPv6";
        }
        return "not an " + wanted;
    }
}
