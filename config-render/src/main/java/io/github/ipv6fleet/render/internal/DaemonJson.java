package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.ConfigFinding.Severity;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.internal.check.DaemonJsonCheck;
import java.util.Map;
import java.util.stream.Collectors;

/** A daemon.json that its engine takes, and in which each key has an effect. */
final class DaemonJson {
    private DaemonJson() {}

    /**
     * Returns the text.
     *
     * @throws IllegalArgumentException if the engine refuses it, or passes over a part of it
     */
    static String of(Map<String, Object> keys, DockerEngine engine) {
        String text = Json.object(keys);
        String problems = DaemonJsonCheck.check("daemon.json", text, engine).stream()
                .filter(finding -> finding.severity() == Severity.REFUSED || finding.severity() == Severity.IGNORED)
                .map(ConfigFinding::toString)
                .collect(Collectors.joining("\n"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems);
        }
        return text;
    }
}
