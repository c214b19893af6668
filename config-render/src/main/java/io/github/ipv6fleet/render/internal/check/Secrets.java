package io.github.ipv6fleet.render.internal.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what looks like a secret. User data is no place for one; findings never repeat it. */
final class Secrets {
    /** Forms that nothing else has. */
    private static final Map<String, Pattern> FORMS = forms();

    /** A name that says secret, and a value that is one: no variable, no path, no placeholder. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)(passw(?:or)?d|passphrase|secret|token|(?:api|access|private)[_-]?key)"
                    + "[\"']?\\s*[=:]\\s*[\"']?([^\\s\"',;}]{6,})");

    private static final List<String> NO_SECRET =
            List.of("$", "/", "<", "{", "true", "false", "file:", "https:", "http:", "arn:", "xxxxx", "*");

    private Secrets() {}

    private static Map<String, Pattern> forms() {
        Map<String, Pattern> forms = new LinkedHashMap<>();
        forms.put("an AWS access key", Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b"));
        forms.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"));
        forms.put("a GitHub token", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,})"));
        forms.put("a GitLab token", Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}"));
        forms.put("a Slack token", Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"));
        forms.put("a Docker Hub token", Pattern.compile("\\bdckr_pat_[A-Za-z0-9_-]{20,}"));
        forms.put(
                "a JSON web token",
                Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"));
        forms.put("a password in an address", Pattern.compile("://[^/\\s:@]{1,100}:[^/\\s:@${]{1,200}@"));
        return forms;
    }

    static void check(String text, Findings findings) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String what = find(line);
            if (!what.isEmpty()) {
                findings.dangerous(
                        number,
                        "secret",
                        "this looks like " + what + "; user data can be read by every process and container that"
                                + " reaches the metadata service, and by who may describe the instance",
                        "let the host fetch it by its role, from Secrets Manager or Parameter Store");
            }
        }
    }

    private static String find(String line) {
        for (Map.Entry<String, Pattern> form : FORMS.entrySet()) {
            if (form.getValue().matcher(line).find()) {
                return form.getKey();
            }
        }
        Matcher named = NAMED.matcher(line);
        while (named.find()) {
            String value = named.group(2);
            if (NO_SECRET.stream().noneMatch(value::startsWith)) {
                return "the value of a " + named.group(1).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
