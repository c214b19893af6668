package io.github.ipv6fleet.aws.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Who a host is: its ClientToken, which is said at launch and which nobody can change or add later, as they can tags.
 * The tags tell the way to the token, and only an instance whose token is the one that its tags lead to is ours.
 */
public final class FleetIdentity {
    /** The fleet's name; by this tag instances and interfaces are found. */
    public static final String FLEET = "ipv6-fleet:fleet";

    /** Where the host was launched: of a terminated instance EC2 no longer says so itself. */
    static final String SUBNET = "ipv6-fleet:subnet";

    static final String INDEX = "ipv6-fleet:index";
    static final String GENERATION = "ipv6-fleet:generation";
    static final String RUN = "ipv6-fleet:run";
    static final String HOST = "ipv6-fleet:host";
    static final String ADDRESS = "ipv6-fleet:address";
    static final String BLOCK = "ipv6-fleet:container-block";

    /** The system, engine and exposure that the host was rendered for. */
    static final String PROFILE = "ipv6-fleet:profile";

    /** Tags that a caller may not set are those that start so. */
    public static final String PREFIX = "ipv6-fleet:";

    private FleetIdentity() {}

    /**
     * Returns the ClientToken of one launch call: 64 hexadecimal digits, as many characters as EC2 allows.
     *
     * @param generation how many times this call has had to become another one, from 0
     * @param callIndex which of the fleet's launch calls, from 0
     */
    static String clientToken(String fleet, String subnetId, int generation, int callIndex) {
        // Names and ids have no line breaks, so no two different calls give the same text.
        return hash(List.of("ipv6-fleet", fleet, subnetId, "" + generation, "" + callIndex));
    }

    /** Returns 64 hexadecimal digits that stand for these texts, in this order. */
    static String hash(List<String> texts) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", texts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
