package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.UserData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads user data as EC2 and cloud-init do. */
public final class UserDataCheck {
    private static final String FILE = "user-data";
    private static final String CLOUD_CONFIG = "#cloud-config";

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

    private UserDataCheck() {}

    /** Returns what is found, by line; files in it that have a check of their own are looked at too. */
    public static List<ConfigFinding> check(String text, Optional<DockerEngine> engine) {
        Findings findings = new Findings(FILE);
        size(text, findings);
        Secrets.check(text, findings);
        String beginning = text.stripLeading().toLowerCase(Locale.ROOT);
        if (BEGINNINGS.stream().noneMatch(beginning::startsWith)) {
            findings.ignored(
                    1,
                    "user-data-header",
                    "cloud-init passes over user data whose first line does not say what it is",
                    "begin with " + CLOUD_CONFIG + ", or with #! for a script");
        } else if (beginning.startsWith(CLOUD_CONFIG) && !isOtherKind(beginning)) {
            cloudConfig(text, engine, findings);
        }
        return findings.list();
    }

    private static boolean isOtherKind(String beginning) {
        return beginning.startsWith(CLOUD_CONFIG + "-");
    }

    private static void size(String text, Findings findings) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > UserData.MAX_BYTES) {
            findings.refused(
                    0,
                    "user-data-size",
                    "EC2 takes at most " + UserData.MAX_BYTES + " bytes of user data, and this has " + bytes,
                    "leave something out, let the host fetch it, or compress it with gzip, which cloud-init unpacks");
        }
    }

    private static void cloudConfig(String text, Optional<DockerEngine> engine, Findings findings) {
        try {
            new CloudConfigCheck(findings, engine).check(YamlReader.read(text));
        } catch (SyntaxProblem e) {
            findings.refused(
                    e.line(),
                    "yaml-syntax",
                    "cloud-init does nothing of what is no YAML: " + e.problem(),
                    "correct this line");
        }
    }
}
