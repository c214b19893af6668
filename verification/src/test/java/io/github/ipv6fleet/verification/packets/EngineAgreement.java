package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.ConfigCheck;
import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.DockerEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A real engine does with every file of daemon-json.txt what {@link ConfigCheck} says that it does. */
abstract class EngineAgreement {
    private static final String RUN = "run ";

    /** Findings that can be seen from outside. */
    private static final Set<String> VISIBLE =
            Set.of("docker0-open", "docker0-nat", "docker0-closed", "no-container-addresses");

    private final EngineRoot root;

    EngineAgreement(EngineRoot root) {
        this.root = root;
    }

    @Test
    @DisplayName("the engine starts, refuses, filters and translates as ConfigCheck says")
    void engineAndConfigCheckAgree() {
        Shell shell = new Shell(Folders.TRANSCRIPTS.resolve("config-check-" + root + ".txt"));
        Leftovers.sweep(shell);
        DockerEngine engine = DockerEngine.of(root.engineVersion().orElseThrow());
        List<String> files = files();
        List<String> disagreements = files.parallelStream()
                .flatMap(line -> disagreement(line, engine, shell).stream())
                .toList();
        System.out.println(engine + ": " + files.size() + " files, " + disagreements.size() + " disagreements");

        assertThat(files).hasSizeGreaterThan(60);
        assertThat(disagreements).as("disagreements with " + engine).isEmpty();
    }

    private Optional<String> disagreement(String line, DockerEngine engine, Shell shell) {
        boolean run = line.startsWith(RUN);
        String json = run ? line.substring(RUN.length()) : line;
        List<ConfigFinding> findings = ConfigCheck.daemonJson(json, engine);
        Set<String> expected = visible(findings, run);
        Set<String> seen = StartedEngine.start(root, shell, json, run);
        return seen.equals(expected)
                ? Optional.empty()
                : Optional.of(json + "\n    seen " + seen + ", said " + expected + " by " + findings);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Leftovers.of(ProcessHandle.current().pid())).isEmpty();
    }

    private static Set<String> visible(List<ConfigFinding> findings, boolean run) {
        if (findings.stream().anyMatch(finding -> finding.severity() == ConfigFinding.Severity.REFUSED)) {
            return Set.of("refused");
        }
        Set<String> ids = new TreeSet<>();
        findings.stream().map(ConfigFinding::id).filter(VISIBLE::contains).forEach(ids::add);
        if (!run) {
            ids.remove("no-container-addresses");
        }
        return ids;
    }

    /** The lines of the file, and what does not go on a line. */
    private static List<String> files() {
        try (InputStream file = EngineAgreement.class.getResourceAsStream("daemon-json.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = new ArrayList<>(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList());
            lines.addAll(List.of("", " \n", "\ufeff{}", "{\n  \"mtu\": 1400\n}\n"));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
