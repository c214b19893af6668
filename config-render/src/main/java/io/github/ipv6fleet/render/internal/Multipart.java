package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.UserDataPart;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** MIME multipart as cloud-init reads it: the caller's parts, then ours. ASCII, the same for the same parts. */
public final class Multipart {
    /** RFC 5322, 2.1.1, without the line's end. */
    private static final int LONGEST_LINE = 998;

    /** Else the last part's {@code runcmd} and {@code write_files} would take the place of those before. */
    private static final String MERGE = "Merge-Type: list(append)+dict(no_replace,recurse_list)+str()\n";

    /** cloud-init runs scripts in the order of their names; that of {@code runcmd} is called so. */
    private static final String SCRIPT_NAME = "part-%02d-%s";

    private static final String OWN_NAME = "ipv6-fleet.cfg";

    private Multipart() {}

    /** Returns the parts and then our own document as one text. */
    public static String of(List<UserDataPart> parts, String own) {
        String boundary = boundary(parts, own);
        StringBuilder out = new StringBuilder("Content-Type: multipart/mixed; boundary=\"")
                .append(boundary)
                .append("\"\nMIME-Version: 1.0\n\n");
        for (int i = 0; i < parts.size(); i++) {
            UserDataPart part = parts.get(i);
            append(out, boundary, part, SCRIPT_NAME.formatted(i + 1, part.name()), "");
        }
        append(out, boundary, UserDataPart.cloudConfig(OWN_NAME, own), OWN_NAME, MERGE);
        return out.append("--").append(boundary).append("--\n").toString();
    }

    private static void append(StringBuilder out, String boundary, UserDataPart part, String name, String moreHeaders) {
        boolean plain = isPlain(part.text());
        out.append("""
                --%s
                Content-Type: %s; charset="utf-8"
                MIME-Version: 1.0
                Content-Transfer-Encoding: %s
                Content-Disposition: attachment; filename="%s"
                """.formatted(boundary, part.contentType(), plain ? "7bit" : "base64", name))
                .append(moreHeaders);
        // The newline before a boundary belongs to the boundary.
        out.append('\n').append(plain ? part.text() : base64(part.text())).append('\n');
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~'))
                && text.lines().allMatch(line -> line.length() <= LONGEST_LINE);
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String boundary(List<UserDataPart> parts, String own) {
        int number = 0;
        while (true) {
            String boundary = "ipv6-fleet-" + number;
            if (!own.contains(boundary)
                    && parts.stream().noneMatch(part -> part.text().contains(boundary))) {
                return boundary;
            }
            number++;
        }
    }
}
