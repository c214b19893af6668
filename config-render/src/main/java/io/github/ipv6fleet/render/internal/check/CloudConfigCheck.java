package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.ConfigNode.Kind;
import io.github.ipv6fleet.render.internal.check.Packed.PackedProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A {@code #cloud-config} document: keys, what YAML 1.1 makes of its scalars, and the files that it writes. */
final class CloudConfigCheck {
    private static final Pattern DAEMON_JSON = Pattern.compile(".*/daemon\\.json");
    private static final Pattern NETPLAN = Pattern.compile("/etc/netplan/[^/]+\\.yaml");
    private static final Pattern COMPOSE = Pattern.compile(".*/(docker-)?compose[a-z0-9._-]*\\.ya?ml");
    private static final Set<String> TEXTS = Set.of("hostname", "fqdn", "timezone", "final_message");
    private static final Set<String> FILE_TEXTS = Set.of("path", "content", "owner", "permissions", "encoding");

    private static final String PLAIN = "text/plain";

    /** cloud-init, cloudinit/config/cc_write_files.py; bare gz takes binary YAML, which few write. */
    private static final List<String> ENCODINGS =
            List.of("b64", "base64", "gz+b64", "gz+base64", "gzip+b64", "gzip+base64");

    /** Further from a known key than this, a key is rather somebody's own. */
    private static final int TYPO = 2;

    private final String place;
    private final Findings findings;
    private final Optional<DockerEngine> engine;

    /** @param place what the document is called in findings about files in it */
    CloudConfigCheck(String place, Findings findings, Optional<DockerEngine> engine) {
        this.place = place;
        this.findings = findings;
        this.engine = engine;
    }

    void check(ConfigNode root) {
        if (!root.is(Kind.MAP)) {
            findings.ignored(
                    root.line(),
                    "cloud-config-no-map",
                    "cloud-init does nothing of a document that is no map",
                    "write keys");
            return;
        }
        root.entries().forEach(this::key);
        twice(root);
        for (ConfigNode.Entry entry : root.effective()) {
            if (TEXTS.contains(entry.key())) {
                text(entry);
            }
        }
        root.get("write_files").map(ConfigNode::items).orElse(List.of()).forEach(this::file);
    }

    private void key(ConfigNode.Entry entry) {
        if (entry.key().equals("network")) {
            findings.ignored(
                    entry.line(),
                    "cloud-config-network",
                    "user data cannot change an instance's network, and cloud-init passes over it",
                    "write a netplan file by write_files");
            return;
        }
        if (CloudConfigKeys.ALL.contains(entry.key())) {
            return;
        }
        String closest = Words.closest(entry.key(), CloudConfigKeys.ALL);
        if (Words.distance(entry.key().replace('-', '_'), closest) <= TYPO) {
            findings.ignored(
                    entry.line(),
                    "cloud-config-key",
                    "cloud-init has no key " + entry.key() + ", and passes over it",
                    "did you mean " + closest + "?");
        }
    }

    private void twice(ConfigNode map) {
        List<ConfigNode.Entry> effective = map.effective();
        for (ConfigNode.Entry entry : map.entries()) {
            if (!effective.contains(entry)) {
                findings.ignored(
                        entry.line(),
                        "key-twice",
                        entry.key() + " is there again further down, and the last one counts",
                        "put both into one");
            }
        }
    }

    private void file(ConfigNode file) {
        for (ConfigNode.Entry entry : file.effective()) {
            if (FILE_TEXTS.contains(entry.key())) {
                text(entry);
            }
        }
        String path = file.text("path").orElse("");
        int line = file.get("content").map(ConfigNode::line).orElse(file.line());
        String content = content(file, line);
        if (DAEMON_JSON.matcher(path).matches()) {
            engine.ifPresent(
                    version -> findings.addAll(line, DaemonJsonCheck.check(place(line, path), content, version)));
        } else if (NETPLAN.matcher(path).matches()) {
            findings.addAll(line, NetplanCheck.check(place(line, path), content, Optional.empty()));
            mode(file);
        } else if (COMPOSE.matcher(path).matches()) {
            findings.addAll(line, ComposeCheck.check(place(line, path), content, engine));
        }
    }

    /** What the file will hold; empty text if that cannot be known. */
    private String content(ConfigNode file, int line) {
        String written = file.text("content").orElse("");
        String encoding = file.text("encoding").orElse(PLAIN).toLowerCase(Locale.ROOT);
        if (encoding.equals(PLAIN)) {
            return written;
        }
        if (!ENCODINGS.contains(encoding)) {
            findings.ignored(
                    file.get("encoding").map(ConfigNode::line).orElse(line),
                    "write-files-encoding",
                    "cloud-init has no encoding " + encoding + ", and writes the content as it stands",
                    "write one of " + String.join(", ", ENCODINGS));
            return written;
        }
        try {
            byte[] bytes = Packed.base64(written);
            String content =
                    new String(encoding.startsWith("gz") ? Packed.gunzip(bytes) : bytes, StandardCharsets.UTF_8);
            Findings inside = new Findings(place(line, file.text("path").orElse("")));
            Secrets.check(content, inside);
            DockerCommands.check(content, inside);
            findings.addAll(line, inside.list());
            return content;
        } catch (PackedProblem e) {
            findings.refused(
                    line,
                    "write-files-encoding",
                    "the content is not in " + encoding + ", as encoding says: " + e.getMessage(),
                    "encode it again, or leave encoding out");
            return "";
        }
    }

    private String place(int line, String path) {
        return place + ":" + line + " " + path;
    }

    private void mode(ConfigNode file) {
        String mode = file.text("permissions").orElse("0644");
        if (!mode.endsWith("00")) {
            findings.hint(
                    file.get("permissions").map(ConfigNode::line).orElse(file.line()),
                    "netplan-mode",
                    "others can read this netplan file, of which netplan complains since 0.106",
                    "write permissions: \"0600\"");
        }
    }

    /** A bare scalar that is meant as a text, and is something else to YAML 1.1. */
    private void text(ConfigNode.Entry entry) {
        ConfigNode value = entry.value();
        if (value.quoted() || value.is(Kind.TEXT) || value.is(Kind.NULL) || value.is(Kind.LIST) || value.is(Kind.MAP)) {
            return;
        }
        String meaning = switch (value.kind()) {
            case BOOL -> "true or false";
            case INT -> "a number" + number(value.text());
            case FLOAT -> "a number with a fraction";
            default -> "a date or the like";
        };
        findings.refused(
                value.line(),
                "yaml-not-text",
                "to YAML 1.1 the bare " + value.text() + " is " + meaning
                        + ", and cloud-init's schema wants a text for " + entry.key(),
                "write \"" + value.text() + "\"");
    }

    private static String number(String text) {
        if (text.contains(":")) {
            return " to the base of 60";
        }
        return text.matches("0[0-7]+") ? ", octal: " + Integer.parseInt(text, 8) : "";
    }
}
