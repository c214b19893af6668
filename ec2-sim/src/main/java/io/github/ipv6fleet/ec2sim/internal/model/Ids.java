package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv6;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes ids, MAC addresses and random host parts: the same ones in the same order at every start. */
public final class Ids {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8}|[0-9a-f]{17}");

    private final SplittableRandom random = new SplittableRandom(20180912);

    /** Returns a new id in the long form, such as {@code eni-0} and sixteen hex digits. */
    public String next(String prefix) {
        return prefix + "-0" + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Returns a new id in the form of a UUID, as fleets have it. */
    public String nextUuid(String prefix) {
        return prefix + "-" + new UUID(random.nextLong(), random.nextLong());
    }

    /** Returns a locally administered MAC address, as EC2 gives them. */
    public String mac() {
        long bits = random.nextLong();
        return String.format(
                "12:%02x:%02x:%02x:%02x:%02x",
                bits & 255, bits >> 8 & 255, bits >> 16 & 255, bits >> 24 & 255, bits >> 32 & 255);
    }

    Ipv6 anyAddress() {
        return new Ipv6(random.nextLong(), random.nextLong());
    }

    /** Returns whether the text is the prefix and 8 or 17 hex digits. */
    public static boolean wellFormed(String prefix, String id) {
        return id.startsWith(prefix)
                && id.startsWith("-", prefix.length())
                && DIGITS.matcher(id.substring(prefix.length() + 1)).matches();
    }
}
