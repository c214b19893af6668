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

    /** Which call of the fleet launched the host: the index of the first host of that call. */
    static final String INDEX = "ipv6-fleet:index";

    static final String GENERATION = "ipv6-fleet:generation";
    /** When an interface was made, in ISO 8601; EC2 does not say. */
    static final String CREATED = "ipv6-fleet:created";

    static final String RUN = "ipv6-fleet:run";
    static final String HOST = "ipv6-fleet:host";
    static final String ADDRESS = "ipv6-fleet:address";
    static final String BLOCK = "ipv6-fleet:container-block";

    /** In the place of an address and a block that EC2 chooses. */
    static final String BY_EC2 = "by-ec2";

    /** What the host was rendered for and by, see {@link ProfileName}. */
    static final String PROFILE = "ipv6-fleet:profile";

    /** Tags that a caller may not set are those that start so. */
    public static final String PREFIX = "ipv6-fleet:";

    private FleetIdentity() {}

    /**
     * Returns the ClientToken of one launch call: 64 hexadecimal digits, as many characters as EC2 allows.
     *
     * @param generation how many times this call has had to become another one, from 0
     * @param callIndex which of the fleet's launch calls: the index of its first host
     */
    static String clientToken(String fleet, String subnetId, int generation, int callIndex) {
        // Names and ids have no line breaks, so no two different calls give the same text.
        return hash(List.of("ipv6-fleet", fleet, subnetId, "" + generation, "" + callIndex));
    }

    /** Returns the ClientToken of the call that makes the interface of a host, which stays when the host goes. */
    static String interfaceToken(String fleet, String subnetId, int generation, int index) {
        return hash(List.of("ipv6-fleet interface", fleet, subnetId, "" + generation, "" + index));
    }

    /** Returns the token of a fleet's reservation, which EC2 does not take, but shows in its description. */
    static String reservationToken(String fleet, String subnetId) {
        return hash(List.of("ipv6-fleet reservation", fleet, subnetId));
    }

    /** Returns the description of what EC2 shows no token of. */
    static String description(String token) {
        return "ipv6-fleet " + token;
    }

    /** Returns the name of a host that nobody named. */
    static String numbered(String fleet, int index) {
        return fleet + "-" + (index + 1);
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
