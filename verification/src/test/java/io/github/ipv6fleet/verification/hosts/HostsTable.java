package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.verification.packets.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes what every cell did and took as a table, of all evidence that there is, where a property says so. */
final class HostsTable {
    /** With the evidence: a line that says how it ended, and one with the load of the machine before. */
    static final String RESULT = "result.txt";

    /** The file to write. */
    private static final String PROPERTY = "ipv6fleet.hosts.table";

    private static final String HEAD = """
            # Hosts that booted

            Written by the tests that boot them ([hosts that boot](hosts.md) says how to run them), on %s, on %d processors with
            %d GB of memory. Figures are seconds: `system` from the start of the slowest machine to the first line of our boot program,
            `our step` from there until its container has answered, `program` until that program has ended, `answers` from the call of `launch()` until the last container has answered a request, `test`
            everything; `load` is the load average of the machine before, which is near 0 where nothing else ran. A fault that was
            put in must be found: there the result is what was.

            | what is played | block | Debian | engine | network | result | system | our step | program | answers | test | load |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    /** What one might look for and does not find, and why it is not there. */
    private static final String LEFT_OUT = """

            Left out:

            | cell | reason |
            |---|---|
            | engines 23 to 25, 27, 29 | Debian has none of them, and a machine without a way out has no other source |
            | Ubuntu | its archive is not among the sources of a Debian machine |
            | scenarios besides talk on each system | a life takes minutes; blocks and systems are told apart by the boot, not by what follows |
            | engine installed on bookworm and forky | the steps are the same; the packages' names and versions are what differs |
            | the recipe of 2018 on 26.1 and 28.5 | seen with packets by hand ([facts](facts/docker.md)); 20.10 is the nearest there is to the engine of 2018 |
            """;

    private HostsTable() {}

    static void write() throws IOException {
        String file = System.getProperty(PROPERTY);
        if (file == null) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (Cell cell : Cell.values()) {
                Path evidence = Folders.TRANSCRIPTS.resolveSibling("hosts").resolve(scenario + "-" + cell);
                if (Files.exists(evidence.resolve(RESULT))) {
                    lines.add(line(scenario, cell, evidence));
                }
            }
        }
        long memory = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        Files.writeString(
                Path.of(file),
                HEAD.formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                Runtime.getRuntime().availableProcessors(),
                                Math.round(memory / 1024.0 / 1024))
                        + String.join("", lines)
                        + LEFT_OUT);
    }

    private static String line(Scenario scenario, Cell cell, Path evidence) throws IOException {
        Map<Figure, Double> seconds = new Figures(evidence).read();
        List<String> result = Files.readAllLines(evidence.resolve(RESULT));
        StringBuilder line = new StringBuilder("| " + scenario.title() + " | " + cell.source()
                + (cell.ipv4() ? "" : ", IPv6-only subnet") + " | "
                + cell.root().suite() + " | "
                + cell.root().engine().version() + " | "
                + cell.stack().name().toLowerCase(Locale.ROOT) + ", by "
                + cell.uplink().key() + " | "
                + result.get(0).replace("|", "\\|") + " |");
        for (Figure figure : Figure.values()) {
            line.append(' ')
                    .append(seconds.containsKey(figure) ? String.format(Locale.ROOT, "%.1f", seconds.get(figure)) : "–")
                    .append(" |");
        }
        return line.append(' ')
                .append(result.size() > 1 ? result.get(1) : "–")
                .append(" |\n")
                .toString();
    }
}
