package io.github.ipv6fleet.ec2sim.internal.net;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An IPv6 address as two 64-bit halves, ordered as an unsigned number. */
public record Ipv6(long high, long low) implements Comparable<Ipv6> {
    private static final int GROUPS = 8;
    private static final int LONGEST_TEXT = 39;
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    /** Reads the text form; no zone, no prefix length, no dotted IPv4 tail. Returns null for anything else. */
    public static @Nullable Ipv6 parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = groups(text);
            return groups == null || groups.length != GROUPS ? null : of(groups, new int[0]);
        }
        int[] head = groups(text.substring(0, gap));
        int[] tail = groups(text.substring(gap + 2));
        return head == null || tail == null || head.length + tail.length >= GROUPS ? null : of(head, tail);
    }

    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (!GROUP.matcher(parts[i]).matches()) {
                return null;
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        return groups;
    }

    private static Ipv6 of(int[] head, int[] tail) {
        long[] halves = new long[2];
        for (int i = 0; i < head.length; i++) {
            halves[i / 4] |= (long) head[i] << (48 - 16 * (i % 4));
        }
        for (int i = 0; i < tail.length; i++) {
            int at = GROUPS - tail.length + i;
            halves[at / 4] |= (long) tail[i] << (48 - 16 * (at % 4));
        }
        return new Ipv6(halves[0], halves[1]);
    }

    /** Returns the next address; after the highest one comes {@code ::}. */
    public Ipv6 next() {
        return low == -1 ? new Ipv6(high + 1, 0) : new Ipv6(high, low + 1);
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index % 4))) & 0xffff;
    }

    @Override
    public int compareTo(Ipv6 other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** Returns all eight groups with nothing left out but leading zeros, as EC2's metadata service writes them. */
    public String longText() {
        StringBuilder out = new StringBuilder(LONGEST_TEXT);
        for (int i = 0; i < GROUPS; i++) {
            out.append(i == 0 ? "" : ":").append(Integer.toHexString(group(i)));
        }
        return out.toString();
    }

    /** Returns the text form of RFC 5952. */
    @Override
    public String toString() {
        int gapAt = -1;
        int gapLength = 1; // one zero group alone is not shortened (RFC 5952, 4.2.2)
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && group(end) == 0) {
                end++;
            }
            if (end - i > gapLength) {
                gapAt = i;
                gapLength = end - i;
            }
        }
        StringBuilder out = new StringBuilder(LONGEST_TEXT);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapAt) {
                out.append("::");
                i += gapLength - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":");
                out.append(Integer.toHexString(group(i)));
            }
        }
        return out.toString();
    }
}
