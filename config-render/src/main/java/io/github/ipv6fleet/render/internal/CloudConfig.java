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
    private static final int USUAL_SIZE = 1 << 14;

    private static final String BOOT_PROGRAM = head(BootProgram.PATH, BootProgram.MODE);

    private static final Part BOOT_UNIT = new Part(BootUnit.PATH, entry(BootUnit.FILE));

    private static final Part TAIL =
            new Part("tail", "runcmd:\n- [\"systemctl\", \"enable\", \"--now\", " + Yaml.quoted(BootUnit.NAME) + "]\n");

    private final List<Part> parts;

    private record Part(String name, String text) {}

    private CloudConfig(String hostName, List<HostFile> files, List<String> bootProgram, LastHost same) {
        parts = new ArrayList<>(files.size() + 4);
        parts.add(new Part("head", "#cloud-config\n# Written by ipv6-fleet.\n" + hostName + "write_files:\n"));
        for (HostFile file : files) {
            String kept = same.of(file);
            parts.add(new Part(file.path(), kept.isEmpty() ? same.becomes(file, entry(file)) : kept));
        }
        parts.add(new Part(BootProgram.PATH, BOOT_PROGRAM + YamlBlock.of(bootProgram, same) + "\n"));
        parts.add(BOOT_UNIT);
        parts.add(TAIL);
        same.keep();
    }

    /** Returns the document that writes the configuration's files and runs its commands. */
    public static CloudConfig of(HostConfig config) {
        String name = config.hostName()
                .map(text -> "hostname: " + Yaml.quoted(text) + "\npreserve_hostname: false\n")
                .orElse("");
        LastHost same = new LastHost();
        return new CloudConfig(name, config.files(), BootProgram.of(config, same), same);
    }

    /** Returns the document for a configuration that was rendered for {@link StandIn#plan}. */
    public static CloudConfig selfConfiguring(HostConfig config) {
        LastHost same = new LastHost();
        return new CloudConfig("", StandIn.files(config, same), StandIn.bootProgram(same), same);
    }

    private static String entry(HostFile file) {
        return head(file.path(), file.octalMode()) + YamlBlock.of(file.content()) + "\n";
    }

    /** The mode is quoted: bare, 0600 is the number 384 and cloud-init's schema refuses it. */
    private static String head(String path, String mode) {
        return "- path: " + Yaml.quoted(path) + "\n  permissions: " + Yaml.quoted(mode) + "\n  content: ";
    }

    /** Returns the document; all of it is ASCII. */
    public String text() {
        StringBuilder out = new StringBuilder(USUAL_SIZE);
        for (Part part : parts) {
            out.append(part.text());
        }
        return out.toString();
    }

    /** Returns the bytes of each part. */
    public Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        parts.forEach(part -> sizes.put(part.name(), part.text().length()));
        return sizes;
    }
}
