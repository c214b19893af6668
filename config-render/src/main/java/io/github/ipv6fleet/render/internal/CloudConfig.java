package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        Map<String, String> parts = new LinkedHashMap<>();
        StringBuilder head = new StringBuilder("#cloud-config\n# Written by ipv6-fleet.\n");
        config.hostName()
                .ifPresent(name ->
                        head.append("hostname: ").append(Yaml.quoted(name)).append("\npreserve_hostname: false\n"));
        parts.put("head", head.append("write_files:\n").toString());
        List<HostFile> files = new ArrayList<>(config.files());
        files.add(HostFile.of(BootProgram.PATH, 0755, BootProgram.of(config)));
        for (HostFile file : files) {
            parts.put(file.path(), entry(file));
        }
        parts.put("tail", "runcmd:\n  - [" + Yaml.quoted(BootProgram.PATH) + "]\n");
        return new CloudConfig(parts);
    }

    /** The mode is quoted: bare, 0600 is the number 384 and cloud-init's schema refuses it. */
    private static String entry(HostFile file) {
        return """
                  - path: %s
                    permissions: %s
                    content: %s
                """.formatted(Yaml.quoted(file.path()), Yaml.quoted(file.octalMode()), Yaml.block(file.content(), 6));
    }

    /**
     * Returns the document.
     *
     * @throws PlanException if it has more bytes than that; it says which part is how large
     */
    public String textWithin(int maxBytes) {
        String text = String.join("", parts.values());
        // All of it is ASCII, so a character is a byte.
        if (text.length() > maxBytes) {
            throw new PlanException(List.of(new SpecProblem(
                    "user data of " + text.length() + " bytes",
                    "EC2 takes at most " + maxBytes + "; its parts are " + largestFirst(),
                    "leave out a renderer, or let the host fetch the largest part")));
        }
        return text;
    }

    private String largestFirst() {
        return parts.entrySet().stream()
                .sorted(Comparator.comparingInt(part -> -part.getValue().length()))
                .map(part -> part.getKey() + " " + part.getValue().length())
                .collect(Collectors.joining(", "));
    }
}
