package io.github.ipv6fleet.render.internal;

import io.github.ipv6fleet.plan.SpecProblem;
import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.ConfigFinding.Severity;
import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.internal.check.DaemonJsonCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A daemon.json that its engine takes, and in which each key has an effect. */
public final class DaemonJson {
    /** Where the engine reads it. */
    public static final String PATH = "/etc/docker/daemon.json";

    /** Where somebody gives the engine's unit other flags, so that {@code hosts} may be said once after all. */
    private static final String DROP_INS = "/etc/systemd/system/docker.service.d/";

    private DaemonJson() {}

    /** Returns why engines would not start with the one that somebody else's renderer wrote; nothing if it wrote none. */
    public static List<SpecProblem> problems(String renderer, HostConfig config, List<DockerEngine> engines) {
        Optional<HostFile> file = config.file(PATH);
        if (file.isEmpty()) {
            return List.of();
        }
        boolean otherFlags =
                config.files().stream().anyMatch(other -> other.path().startsWith(DROP_INS));
        return engines.stream()
                .flatMap(engine -> DaemonJsonCheck.check(
                                "daemon.json", file.get().content(), engine)
                        .stream()
                        .filter(finding -> finding.severity() == Severity.REFUSED)
                        .filter(finding -> !(otherFlags && finding.id().equals("hosts-twice")))
                        .map(finding -> new SpecProblem(
                                "renderer " + renderer + ": " + finding.where(), finding.what(), finding.remedy())))
                .toList();
    }

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
