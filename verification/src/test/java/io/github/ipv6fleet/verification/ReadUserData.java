package io.github.ipv6fleet.verification;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * User data as cloud-init reads it: MIME parts (RFC 2046, 5.1.1), and YAML 1.1 in those that are ours.
 *
 * @param parts by the names of their files, without the number that puts them in order
 */
record ReadUserData(Map<String, String> parts) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("filename=\"(?:part-\\d\\d-)?([^\"]+)\"");

    static ReadUserData of(String text) {
        Map<String, String> parts = new LinkedHashMap<>();
        if (text.startsWith("#cloud-config\n")) {
            parts.put("ipv6-fleet.cfg", text);
            return new ReadUserData(parts);
        }
        Matcher boundary = BOUNDARY.matcher(text.substring(0, text.indexOf("\n\n")));
        if (!boundary.find()) {
            throw new AssertionError("no boundary in " + text);
        }
        String line = "--" + boundary.group(1);
        String[] between = ("\n" + text).split("\n" + Pattern.quote(line) + "(?:--)?\n", -1);
        for (int i = 1; i < between.length - 1; i++) {
            int end = between[i].indexOf("\n\n");
            String headers = between[i].substring(0, end);
            String body = between[i].substring(end + 2);
            Matcher name = NAME.matcher(headers);
            if (!name.find()) {
                throw new AssertionError("no name in " + headers);
            }
            boolean encoded = headers.contains("Content-Transfer-Encoding: base64");
            parts.put(
                    name.group(1),
                    encoded ? new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8) : body);
        }
        return new ReadUserData(parts);
    }

    /** The files that ours has written. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        for (Object entry : (List<?>) ((Map<?, ?>) yaml(parts.get("ipv6-fleet.cfg"))).get("write_files")) {
            Map<?, ?> file = (Map<?, ?>) entry;
            files.put((String) file.get("path"), (String) file.get("content"));
        }
        return files;
    }

    @SuppressWarnings("unchecked")
    List<String> authorisedKeys() {
        String keys = parts.get("ssh-keys.cfg");
        return keys == null ? List.of() : (List<String>) ((Map<?, ?>) yaml(keys)).get("ssh_authorized_keys");
    }

    static Object yaml(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }
}
