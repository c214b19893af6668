package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.internal.check.Packed.PackedProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MIME message as user data comes in one: heads, then a body or parts (RFC 2045, 2046). Reads what cloud-init's
 * documentation and tools write; of the encodings all but quoted-printable.
 */
final class MimeMessage {
    private static final Pattern PARAMETER = Pattern.compile(";\\s*(boundary|filename|name)=(\"([^\"]*)\"|[^;\\s]+)");

    private final Map<String, String> heads = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> body;
    private final int bodyLine;

    /**
     * Reads a message.
     *
     * @param firstLine where its first line stands in the whole
     */
    MimeMessage(List<String> lines, int firstLine) {
        int at = 0;
        String last = "";
        while (at < lines.size() && !lines.get(at).isBlank()) {
            String line = lines.get(at++);
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                heads.merge(last, line.strip(), (before, more) -> before + " " + more);
            } else if (colon > 0) {
                last = line.substring(0, colon);
                heads.put(last, line.substring(colon + 1).strip());
            }
        }
        body = lines.subList(Math.min(at + 1, lines.size()), lines.size());
        bodyLine = firstLine + at + 1;
    }

    /** Where the body begins in the whole. */
    int bodyLine() {
        return bodyLine;
    }

    /** The kind, such as {@code text/cloud-config}, in lower case. */
    String type() {
        String type = heads.getOrDefault("Content-Type", "text/plain");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    boolean isMultipart() {
        return type().startsWith("multipart/");
    }

    /** What the part is called; empty if it has no name. */
    String name() {
        String name = parameter("Content-Disposition", "filename");
        return name.isEmpty() ? parameter("Content-Type", "name") : name;
    }

    /** The parts of a multipart message; none if it does not say how they are parted. */
    List<MimeMessage> parts() {
        String boundary = parameter("Content-Type", "boundary");
        List<MimeMessage> parts = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < body.size() && !boundary.isEmpty(); i++) {
            String line = body.get(i).stripTrailing();
            if (line.equals("--" + boundary) || line.equals("--" + boundary + "--")) {
                if (start >= 0) {
                    parts.add(new MimeMessage(body.subList(start, i), bodyLine + start));
                }
                start = line.endsWith("--") && line.length() > boundary.length() + 2 ? -1 : i + 1;
            }
        }
        if (start >= 0) {
            parts.add(new MimeMessage(body.subList(start, body.size()), bodyLine + start)); // the end is not said
        }
        return parts;
    }

    /** The body as bytes, its transfer encoding undone. */
    byte[] content() throws PackedProblem {
        String text = String.join("\n", body) + "\n";
        String encoding =
                heads.getOrDefault("Content-Transfer-Encoding", "7bit").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "7bit", "8bit", "binary" -> text.getBytes(StandardCharsets.UTF_8);
            case "base64" -> Packed.base64(text);
            default -> throw new PackedProblem("it is in " + encoding);
        };
    }

    private String parameter(String head, String parameter) {
        Matcher matcher = PARAMETER.matcher(heads.getOrDefault(head, ""));
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(parameter)) {
                return matcher.group(3) != null ? matcher.group(3) : matcher.group(2);
            }
        }
        return "";
    }
}
