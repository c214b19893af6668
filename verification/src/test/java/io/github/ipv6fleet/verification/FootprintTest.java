package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes with each module, as Maven resolves it: no more than is allowed, and what docs/footprint.md says. */
class FootprintTest {
    private static final Path DOCS = Path.of("..", "docs", "footprint.md");
    private static final String WRITE = "ipv6fleet.writeFootprint";
    private static final String OURS = "io.github.ipv6fleet:";
    private static final Pattern LINE =
            Pattern.compile("^ *([\\w.-]+:[\\w.-]+):jar:([\\w.-]+):(?:compile|runtime):(\\S+).*$", Pattern.MULTILINE);

    /** The SDK's own, what it is compiled against, and the logging interface that both of us use. */
    private static final Set<String> GROUPS_OF_THE_SDK =
            Set.of("software.amazon.awssdk", "software.amazon.eventstream", "org.reactivestreams", "org.slf4j");

    /** Somebody else's jar: {@code group:artifact}, its version, and its length in bytes. */
    private record Jar(String name, String version, long bytes) {}

    private static List<Jar> with(String module) throws IOException {
        Path list = Path.of("..", module, "target", "footprint.txt");
        assumeTrue(Files.exists(list), list + " is written by a build without -Dquick");
        TreeMap<String, Jar> jars = new TreeMap<>();
        Matcher line = LINE.matcher(Files.readString(list).replaceAll("\u001B\\[[;\\d]*m", ""));
        while (line.find()) {
            if (!line.group(1).startsWith(OURS)) {
                long bytes = Files.size(Path.of(line.group(3)));
                jars.put(line.group(1), new Jar(line.group(1), line.group(2), bytes));
            }
        }
        return List.copyOf(jars.values());
    }

    private static List<String> names(String module) throws IOException {
        return with(module).stream().map(Jar::name).toList();
    }

    @Test
    @DisplayName("core brings two jars, config-render at most two more, ec2-sim none")
    void pureModules_bringLittle() throws IOException {
        List<String> core = names("core");
        assertThat(core).containsExactly("com.fasterxml.jackson.core:jackson-core", "com.github.seancfoley:ipaddress");
        assertThat(names("config-render")).containsAll(core).hasSizeLessThanOrEqualTo(core.size() + 2);
        assertThat(names("ec2-sim")).isEmpty();
    }

    @Test
    @DisplayName("aws brings, besides, only what ec2 and imds of the SDK bring, and no HTTP client")
    void aws_bringsTheSdk() throws IOException {
        List<String> before = names("config-render");
        assertThat(names("aws"))
                .contains("software.amazon.awssdk:ec2", "software.amazon.awssdk:imds")
                .filteredOn(name -> !before.contains(name))
                .allMatch(name -> GROUPS_OF_THE_SDK.contains(name.substring(0, name.indexOf(':'))))
                .noneMatch(name -> name.matches(".*:(apache\\d?|netty-nio|url-connection|aws-crt)-client"));
    }

    @Test
    @DisplayName("docs/footprint.md says what is so")
    void docs_sayWhatIsSo() throws IOException {
        StringBuilder table = new StringBuilder("| module | jars of others | MB |\n|---|---|---|\n");
        for (String module : List.of("core", "config-render", "aws", "ec2-sim")) {
            List<Jar> jars = with(module);
            double megabytes = jars.stream().mapToLong(Jar::bytes).sum() / 1e6;
            table.append(String.format(Locale.ROOT, "| %s | %d | %.1f |%n", module, jars.size(), megabytes));
        }
        String all = with("aws").stream()
                .map(jar -> jar.name() + " " + jar.version() + "\n")
                .collect(Collectors.joining("", "```text\n", "```\n"));

        compare("table", table.toString());
        compare("all", all);
    }

    private static void compare(String name, String now) throws IOException {
        String docs = Files.readString(DOCS);
        Matcher block = Pattern.compile("(?s)(?<=<!-- " + name + " -->\n).*?(?=<!-- end -->)")
                .matcher(docs);
        assertThat(block.find()).as(name).isTrue();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCS, docs.substring(0, block.start()) + now + docs.substring(block.end()));
        } else {
            assertThat(block.group()).isEqualTo(now);
        }
    }
}
