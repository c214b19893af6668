package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What README.md and the guides show is compiled, run, and compared with what they say comes out. */
class GuideTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final List<String> MODULES = List.of("core", "config-render", "aws");

    @TempDir
    Path folder;

    static Stream<Arguments> snippets() {
        return Stream.of(Path.of("..", "README.md"), DOCS.resolve("guide.md"), DOCS.resolve("from-2018.md"))
                .map(Snippets::new)
                .flatMap(snippets -> names(snippets).stream().map(name -> Arguments.of(snippets, name)));
    }

    private static List<String> names(Snippets snippets) {
        try {
            return snippets.names();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    @DisplayName(
            "a snippet runs as it stands, against an EC2 that the SDK is pointed to, and prints what the document says")
    void snippet_printsWhatTheDocumentSays(Snippets snippets, String name) throws Exception {
        Forked run = snippets.run(name, folder);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo(snippets.block("output: " + name));
    }

    @Test
    @DisplayName("each message that troubleshooting.md quotes is one that the library says")
    void messages_areThoseOfTheLibrary() throws IOException {
        String sources = MODULES.stream()
                .flatMap(module -> files(Path.of("..", module, "src", "main", "java")))
                .map(GuideTest::text)
                .collect(Collectors.joining("\n"))
                .replaceAll("\"\\s*\\+\\s*\"", "");
        List<String> quoted = Pattern.compile("(?m)^\\| `([^`]+)`")
                .matcher(Files.readString(DOCS.resolve("troubleshooting.md")))
                .results()
                .map(one -> one.group(1).replaceAll("\\b\\d+\\b", ""))
                .toList();

        assertThat(quoted).hasSizeGreaterThan(10).allSatisfy(message -> {
            for (String part : message.split("  ", -1)) {
                assertThat(sources.contains(part)).as(part).isTrue();
            }
        });
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
