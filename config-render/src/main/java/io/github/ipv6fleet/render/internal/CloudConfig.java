package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cloud-init document in named parts. Files are plain {@code write_files}: they are there before any daemon starts
 * for the first time. {@code runcmd} runs last, when cloud-init has no more to say about the network.
 */
public final class CloudConfig {
    private final Map<String, String> parts;

    private CloudConfig(Map<String, String> parts) {
        this.parts = parts;
    }

    /** Returns the document that writes the configuration's files and runs its commands. */
    public static CloudConfig of(HostConfig config) {
        String name = config.hostName()
                .map(text -> "hostname: " + Yaml.quoted(text) + "\npreserve_hostname: false\n")
                .orElse("");
        List<HostFile> files = new ArrayList<>(config.files());
        files.add(HostFile.of(BootProgram.PATH, 0755, BootProgram.of(config)));
        return of(name, files);
    }

    /** Returns the document for a configuration that was rendered for {@link StandIn#PLAN}. */
    public static CloudConfig selfConfiguring(HostConfig config) {
        List<HostFile> files = new ArrayList<>(StandIn.templates(config.files()));
        files.addAll(StandIn.bootFiles(config));
        return of("", files);
    }

    private static CloudConfig of(String hostName, List<HostFile> files) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("head", "#cloud-config\n# Written by ipv6-fleet.\n" + hostName + "write_files:\n");
        files.forEach(file -> parts.put(file.path(), entry(file)));
        parts.put(BootUnit.PATH, entry(BootUnit.FILE));
        parts.put("tail", "runcmd:\n  - [\"systemctl\", \"enable\", \"--now\", " + Yaml.quoted(BootUnit.NAME) + "]\n");
        return new CloudConfig(parts);
    }

    /** The mode is quoted: bare, 0600 is the number 384 and cloud-init's schema refuses it. */
    private static String entry(HostFile file) {
        return "  - path: " + Yaml.quoted(file.path())
                + "\n    permissions: " + Yaml.quoted(file.octalMode())
                + "\n    content: " + Yaml.block(file.content(), 6) + "\n";
    }

    /** Returns the document; all of it is ASCII. */
    public String text() {
        return String.join("", parts.values());
    }

    /** Returns the bytes of each part. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        parts.forEach((name, text) -> sizes.put(name, text.length()));
        return sizes;
    }
}
