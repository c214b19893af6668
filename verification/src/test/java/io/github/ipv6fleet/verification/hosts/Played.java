package io.github.ipv6fleet.verification.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A scenario that was played on a cell; how it ended and what it took is kept with its evidence, and told to the table.
 *
 * @param status 0: everything was so
 */
record Played(Scenario scenario, Cell cell, int status, String said, Path evidence) {
    /** Where it is true, nothing else runs on the machine, and a figure beyond its limit is a failure. */
    private static final String LIMITS = "ipv6fleet.hosts.limits";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    static Played of(Scenario scenario, Cell cell) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
        InsideVpc.Ended ended =
                InsideVpc.run(HostsProgram.class, scenario + "-" + cell, PATIENCE, cell.name(), scenario.name());
        System.out.println(ended.said());
        Played played = new Played(scenario, cell, ended.status(), ended.said(), ended.evidence());
        played.figures().note(Figure.TEST, Duration.ofNanos(System.nanoTime() - start));
        Files.writeString(ended.evidence().resolve(HostsTable.RESULT), played.result() + "\n" + load + "\n");
        HostsTable.write();
        return played;
    }

    private Figures figures() {
        return new Figures(evidence);
    }

    /** Fails if something was not so, or took longer than it may where that can be measured. */
    void isSo() {
        assertThat(status).as("%s on %s: %s", scenario, cell, result()).isZero();
        if (!Boolean.getBoolean(LIMITS)) {
            return;
        }
        Map<Figure, Double> seconds = figures().read();
        for (Figure figure : scenario.limited()) {
            assertThat(seconds.get(figure))
                    .as("%s, seconds, of %s on %s", figure.title(), scenario, cell)
                    .isLessThanOrEqualTo(figure.limit().toMillis() / 1e3);
        }
    }

    /** Fails if what is wrong was not found, or something else was. */
    void finds(String pattern) {
        assertThat(status).as("with a fault put in, a check must fail").isEqualTo(1);
        assertThat(said).containsPattern(Checks.NOT_SO + ".*" + pattern);
    }

    /** Everything that was noted in files of that name, such as {@code i-} for those of hosts. */
    String evidenceOf(String prefix) throws IOException {
        StringBuilder text = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(evidence, prefix + "*")) {
            for (Path file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private String result() {
        return status == 0
                ? "holds"
                : said.lines()
                        .filter(line -> line.contains(Checks.NOT_SO))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(Checks.NOT_SO)))
                        .orElseGet(() -> "ended with status " + status + ": " + lastWords());
    }

    /** What is said last, but for where it was thrown. */
    private String lastWords() {
        List<String> lines = said.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .toList();
        return lines.isEmpty() ? "nothing was said" : lines.get(lines.size() - 1);
    }
}
