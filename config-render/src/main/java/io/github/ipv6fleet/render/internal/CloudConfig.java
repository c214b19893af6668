package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cloud-init document in named parts. Files are plain {@code write_files}: they are there before any daemon starts
 * for the first time. {@code runcmd} runs last, when cloud-init has no more to say about the network.
 */
public final class CloudConfig {
    private static final int USUAL_SIZE = 1 << 14;

    private final StringBuilder out = new StringBuilder(USUAL_SIZE);
    private final Map<String, Integer> sizes = new LinkedHashMap<>();

    private CloudConfig() {}

    /** Returns the document that writes the configuration's files and runs its commands. */
    public static CloudConfig of(HostConfig config) {
        String name = config.hostName()
                .map(text -> "hostname: " + Yaml.quoted(text) + "\npreserve_hostname: false\n")
                .orElse("");
        List<HostFile> files = new ArrayList<>(config.files());
        files.add(HostFile.of(BootProgram.PATH, 0755, BootProgram.of(config)));
        return of(name, files);
    }

    /** Returns the document for a configuration that was rendered for {@link StandIn#plan}. */
    public static CloudConfig selfConfiguring(HostConfig config) {
        List<HostFile> files = new ArrayList<>(StandIn.templates(config.files()));
        files.addAll(StandIn.bootFiles(config));
        return of("", files);
    }

    private static CloudConfig of(String hostName, List<HostFile> files) {
        CloudConfig document = new CloudConfig();
        document.add("head", "#cloud-config\n# Written by ipv6-fleet.\n" + hostName + "write_files:\n");
        files.forEach(document::add);
        document.add(BootUnit.FILE);
        document.add(
                "tail", "runcmd:\n  - [\"systemctl\", \"enable\", \"--now\", " + Yaml.quoted(BootUnit.NAME) + "]\n");
        return document;
    }

    private void add(String name, String text) {
        out.append(text);
        sizes.put(name, text.length());
    }

    /** The mode is quoted: bare, 0600 is the number 384 and cloud-init's schema refuses it. */
    private void add(HostFile file) {
        int start = out.length();
        out.append("  - path: ").append(Yaml.quoted(file.path())).append("\n    permissions: ");
        out.append(Yaml.quoted(file.octalMode())).append("\n    content: ");
        Yaml.appendBlock(out, file.content(), 6);
        out.append('\n');
        sizes.put(file.path(), out.length() - start);
    }

    /** Returns the document; all of it is ASCII. */
    public String text() {
        return out.toString();
    }

    /** Returns the bytes of each part. */
    public Map<String, Integer> sizes() {
        return Collections.unmodifiableMap(sizes);
    }
}
