package io.github.ipv6fleet.render.internal.check;

import io.github.ipv6fleet.render.ConfigFinding;
import io.github.ipv6fleet.render.ConfigFinding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is found in one file. */
final class Findings {
    private record Found(int line, ConfigFinding finding) {}

    private final String file;
    private final List<Found> found = new ArrayList<>();

    Findings(String file) {
        this.file = file;
    }

    void refused(int line, String id, String what, String remedy) {
        add(Severity.REFUSED, line, id, what, remedy);
    }

    void ignored(int line, String id, String what, String remedy) {
        add(Severity.IGNORED, line, id, what, remedy);
    }

    void dangerous(int line, String id, String what, String remedy) {
        add(Severity.DANGEROUS, line, id, what, remedy);
    }

    void hint(int line, String id, String what, String remedy) {
        add(Severity.HINT, line, id, what, remedy);
    }

    /** Takes over what was found in a file that is part of this one at a line. */
    void addAll(int line, List<ConfigFinding> inner) {
        inner.forEach(finding -> found.add(new Found(line, finding)));
    }

    boolean hasRefused() {
        return found.stream().anyMatch(one -> one.finding().severity() == Severity.REFUSED);
    }

    /** Returns all findings by line; those of one line in the order of their severity. */
    List<ConfigFinding> list() {
        return found.stream()
                .sorted(Comparator.comparingInt(Found::line)
                        .thenComparing(one -> one.finding().severity()))
                .map(Found::finding)
                .distinct()
                .toList();
    }

    private void add(Severity severity, int line, String id, String what, String remedy) {
        String where = line > 0 ? file + ":" + line : file;
        found.add(new Found(line, ConfigFinding.of(severity, id, where, what, remedy)));
    }
}
