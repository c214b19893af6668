package io.github.ipv6fleet.ec2sim.internal.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * User data of instances, up to 16 KB for each. Ten thousand hosts of a fleet have nearly the same, so that the lines are
 * interned.
 */
public final class UserData {
    private final List<String> lines; // of one character for each byte

    private UserData(List<String> lines) {
        this.lines = lines;
    }

    public static UserData of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, end).intern());
            start = end;
        }
        return new UserData(List.copyOf(lines));
    }

    public byte[] bytes() {
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }
}
