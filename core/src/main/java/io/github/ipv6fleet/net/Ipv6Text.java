package io.github.ipv6fleet.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import org.jspecify.annotations.Nullable;

/** The border: the one place where text becomes addresses, and addresses become text. */
final class Ipv6Text {
    /** Longest text form: eight groups of four, seven colons, "/128". */
    private static final int LONGEST = 43;

    private static final int GROUPS = 8;

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

    /** Returns the one text that RFC 5952, section 4, leaves: lower case, and the longest run of zeros as "::". */
    static String write(long high, long low) {
        int gap = -1;
        int gapLength = 1; // a single group of zero is written
        for (int i = 0; i < GROUPS; i++) {
            int start = i;
            while (i < GROUPS && group(high, low, i) == 0) {
                i++;
            }
            if (i - start > gapLength) { // of two runs as long, the first
                gap = start;
                gapLength = i - start;
            }
        }
        StringBuilder out = new StringBuilder(LONGEST);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                out.append("::");
                i += gapLength - 1;
            } else {
                boolean first = i == 0 || i == gap + gapLength;
                out.append(first ? "" : ":").append(Integer.toHexString(group(high, low, i)));
            }
        }
        return out.toString();
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index & 3))) & 0xffff;
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
