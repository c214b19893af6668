package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every line of the threat model in SECURITY.md names a test, and it is there. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..");

    private static final int CELLS = 4;

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    private static final Pattern PARENT = Pattern.compile("\\bclass \\w+ extends (\\w+)");

    @Test
    @DisplayName("each has who, what is done, what is left, and one test that the build knows")
    void everyLine_namesATest() throws IOException {
        List<String> lines = lines(Files.readString(ROOT.resolve("SECURITY.md")));

        assertThat(lines).hasSizeGreaterThan(25);
        for (String line : lines) {
            assertThat(wrong(line)).as(line).isEmpty();
        }
        assertThat(lines.stream().map(line -> cells(line).get(CELLS - 1))).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("negative control: a class, a method or a cell that is not there is seen, and what is no test")
    void brokenLine_isSeen() throws IOException {
        assertThat(wrong("| a | b | c | `ThreatModelTest.everyLine_namesATest` |"))
                .isEmpty();
        assertThat(wrong("| a | b | c | `PacketFirewall28Test.published` |")).isEmpty(); // of the class that it extends
        assertThat(wrong("| a | b | c | `NobodysTest.everyLine_namesATest` |")).contains("no class NobodysTest");
        assertThat(wrong("| a | b | c | `ThreatModelTest.everyLine` |"))
                .contains("no test everyLine in ThreatModelTest");
        assertThat(wrong("| a | b | c | `ThreatModelTest.wrong` |")).contains("no test wrong in ThreatModelTest");
        assertThat(wrong("| a | b | | `ThreatModelTest.everyLine_namesATest` |"))
                .contains("an empty cell, or not 4");
        assertThat(wrong("| a | b | c | by hand |")).contains("0 tests");
        assertThat(lines("text\n| who | what |\n|---|---|\n| a | b |\n")).containsExactly("| a | b |");
    }

    private static List<String> lines(String text) {
        List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
        return rows.subList(Math.min(2, rows.size()), rows.size());
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** What is wrong with a line of the table; empty if nothing is. */
    private static Optional<String> wrong(String line) throws IOException {
        List<String> cells = cells(line);
        if (cells.size() != CELLS || cells.contains("")) {
            return Optional.of("an empty cell, or not " + CELLS);
        }
        List<String[]> tests = new ArrayList<>();
        Matcher named = TEST.matcher(cells.get(CELLS - 1));
        while (named.find()) {
            tests.add(new String[] {named.group(1), named.group(2)});
        }
        return tests.size() == 1 ? missing(tests.get(0)[0], tests.get(0)[1]) : Optional.of(tests.size() + " tests");
    }

    private static Optional<String> missing(String type, String method) throws IOException {
        List<String> sources = sources(type);
        if (sources.isEmpty()) {
            return Optional.of("no class " + type);
        }
        Pattern test =
                Pattern.compile("@(?:Parameterized)?Test\\b(?:(?!\n\n).)*?\\bvoid " + method + "\\(", Pattern.DOTALL);
        for (String source : sources) {
            if (test.matcher(source).find()) {
                return Optional.empty();
            }
            Matcher parent = PARENT.matcher(source);
            if (parent.find() && missing(parent.group(1), method).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of("no test " + method + " in " + type);
    }

    /** The classes of that name, of which different modules may have one each. */
    private static List<String> sources(String type) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(tests)) {
                    for (Path file :
                            all.filter(each -> each.endsWith(type + ".java")).toList()) {
                        sources.add(Files.readString(file));
                    }
                }
            }
        }
        return sources;
    }
}
