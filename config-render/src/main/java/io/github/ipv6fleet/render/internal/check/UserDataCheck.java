package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.UserData;
import io.github.ipv6fleet.render.internal.check.Packed.PackedProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads user data as EC2 and cloud-init do, through gzip, base64 and MIME. */
public final class UserDataCheck {
    private static final String FILE = "user-data";
    private static final String CLOUD_CONFIG = "#cloud-config";

    /** A part may be a message in parts itself; nobody means it to go deeper than this. */
    private static final int DEEPEST = 4;

    /** What a part may begin with (cloud-init, cloudinit/handlers: INCLUSION_TYPES_MAP), and a MIME message's heads. */
    private static final List<String> BEGINNINGS = List.of(
            "#include",
            "#!",
            CLOUD_CONFIG,
            "#part-handler",
            "#cloud-boothook",
            "## template: jinja",
            "content-type:",
            "mime-version:",
            "from ");

    private static final List<String> MESSAGES = List.of("content-type:", "mime-version:", "from ");

    /** Of these cloud-init looks at the text to see what it is (cloudinit/user_data.py: TYPE_NEEDED). */
    private static final List<String> TEXT_DECIDES =
            List.of("text/plain", "text/x-not-multipart", "application/octet-stream");

    private final Optional<DockerEngine> engine;

    private UserDataCheck(Optional<DockerEngine> engine) {
        this.engine = engine;
    }

    /** Returns what is found, by line; files in it that have a check of their own are looked at too. */
    public static List<ConfigFinding> check(byte[] bytes, Optional<DockerEngine> engine) {
        Findings findings = new Findings(FILE);
        UserDataCheck check = new UserDataCheck(engine);
        byte[] raw = Packed.ifBase64(bytes).filter(UserDataCheck::isUserData).orElse(bytes);
        size(raw.length, findings);
        check.unpacked(raw, FILE, findings, 0);
        return findings.list();
    }

    /** Base64 of something else is none that EC2 undid. */
    private static boolean isUserData(byte[] bytes) {
        return Packed.isGzip(bytes) || hasBeginning(text(bytes));
    }

    private static boolean hasBeginning(String text) {
        String beginning = text.stripLeading().toLowerCase(Locale.ROOT);
        return BEGINNINGS.stream().anyMatch(beginning::startsWith);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void unpacked(byte[] bytes, String place, Findings findings, int depth) {
        try {
            text(text(Packed.isGzip(bytes) ? Packed.gunzip(bytes) : bytes), place, findings, depth);
        } catch (PackedProblem e) {
            notRead(0, e, findings);
        }
    }

    private static void notRead(int line, PackedProblem problem, Findings findings) {
        findings.ignored(
                line,
                "user-data-packed",
                "this cannot be unpacked, and cloud-init does nothing of it: " + problem.getMessage(),
                "pack it again, or leave it plain");
    }

    private void text(String text, String place, Findings findings, int depth) {
        String beginning = text.stripLeading().toLowerCase(Locale.ROOT);
        if (!hasBeginning(text)) {
            words(text, findings);
            findings.ignored(
                    1,
                    "user-data-header",
                    "cloud-init passes over user data whose first line does not say what it is",
                    "begin with " + CLOUD_CONFIG + ", or with #! for a script");
        } else if (MESSAGES.stream().anyMatch(beginning::startsWith)) {
            message(new MimeMessage(text.lines().toList(), 1), place, findings, depth);
        } else {
            words(text, findings);
            if (beginning.startsWith(CLOUD_CONFIG) && !beginning.startsWith(CLOUD_CONFIG + "-")) {
                cloudConfig(text, place, findings);
            }
        }
    }

    private static void words(String text, Findings findings) {
        Secrets.check(text, findings);
        DockerCommands.check(text, findings);
    }

    private void message(MimeMessage message, String place, Findings findings, int depth) {
        if (message.isMultipart() && depth < DEEPEST) {
            List<MimeMessage> parts = message.parts();
            if (parts.isEmpty()) {
                findings.ignored(
                        1,
                        "user-data-parts",
                        "cloud-init finds no part in this message: no line is the boundary that its head names",
                        "begin each part with -- and the boundary");
            }
            for (int i = 0; i < parts.size(); i++) {
                part(parts.get(i), i + 1, place, findings, depth);
            }
        } else if (!message.isMultipart()) {
            part(message, 1, place, findings, depth);
        }
    }

    /** What is found in a part is told by its own lines, which are those of the file that it was made from. */
    private void part(MimeMessage part, int number, String place, Findings findings, int depth) {
        String inner = place + " part " + (part.name().isEmpty() ? "" + number : part.name());
        Findings found = new Findings(inner);
        if (part.isMultipart()) {
            message(part, inner, found, depth + 1);
        } else {
            try {
                byte[] bytes = part.content();
                if (TEXT_DECIDES.contains(part.type()) || Packed.isGzip(bytes)) {
                    unpacked(bytes, inner, found, depth + 1);
                } else {
                    words(text(bytes), found);
                    if (part.type().equals("text/cloud-config")) {
                        cloudConfig(text(bytes), inner, found);
                    }
                }
            } catch (PackedProblem e) {
                notRead(0, e, found);
            }
        }
        findings.addAll(part.bodyLine(), found.list());
    }

    private static void size(int bytes, Findings findings) {
        if (bytes > UserData.MAX_BYTES) {
            findings.refused(
                    0,
                    "user-data-size",
                    "EC2 takes at most " + UserData.MAX_BYTES + " bytes of user data, and this has " + bytes,
                    "leave something out, let the host fetch it, or compress it with gzip, which cloud-init unpacks");
        }
    }

    private void cloudConfig(String text, String place, Findings findings) {
        try {
            new CloudConfigCheck(place, findings, engine).check(YamlReader.read(text));
        } catch (SyntaxProblem e) {
            findings.refused(
                    e.line(),
                    "yaml-syntax",
                    "cloud-init does nothing of what is no YAML: " + e.problem(),
                    "correct this line");
        }
    }
}
