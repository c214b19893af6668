package io.github.ipv6fleet.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What README.md says besides its snippets, which {@link GuideTest} runs. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path CONSUMERS = Path.of("..", "examples", "consumers");
    private static final String VERSION = "<version>([^<]+)</version>";

    @Test
    @DisplayName("the coordinates are those of a project that .ci/run builds, word for word")
    void dependencies_areThoseOfAConsumer() throws Exception {
        String pom = Files.readString(CONSUMERS.resolve("launch/pom.xml"));

        String coordinates = new Snippets(README).block("snippet: dependencies");
        assertThat(coordinates).contains("dependencyManagement");
        assertThat(pom.replaceAll("(?m)^  ", "")).contains(coordinates);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "render", "launch"})
    @DisplayName("projects that use what is published name the versions of this build, and are fifteen lines long")
    void consumer_isShortAndOfThisBuild(String name) throws Exception {
        String build = Files.readString(Path.of("..", "pom.xml"));
        String pom = Files.readString(CONSUMERS.resolve(name + "/pom.xml"));
        assertThat(pom)
                .contains("<artifactId>ipv6-fleet-bom</artifactId>\n        <version>" + first(build, VERSION) + "<");
        if (name.equals("launch")) {
            String sdk = first(build, "<aws.sdk.version>([^<]+)<");
            assertThat(pom).contains("<artifactId>url-connection-client</artifactId>\n      <version>" + sdk + "<");
        }

        try (Stream<String> lines = Files.lines(CONSUMERS.resolve(name + "/src/main/java/consumer/Main.java"))) {
            assertThat(lines.filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(15);
        }
    }

    @Test
    @DisplayName("the BOM is of this version, and has every module that is published")
    void bom_hasWhatIsPublished() throws Exception {
        String build = Files.readString(Path.of("..", "pom.xml"));
        String bom = Files.readString(Path.of("..", "bom", "pom.xml"));
        assertThat(first(bom, VERSION)).isEqualTo(first(build, VERSION));

        Matcher module = Pattern.compile("<module>(?!bom<)([^<]+)</module>").matcher(build);
        while (module.find()) {
            String pom = Files.readString(Path.of("..", module.group(1), "pom.xml"));
            boolean published = !pom.contains("<maven.deploy.skip>true<");
            String artifact = first(pom, "(?s)</parent>.*?<artifactId>([^<]+)<");
            assertThat(bom.contains("<artifactId>" + artifact + "</artifactId>\n        <version>${project.version}<"))
                    .as(artifact)
                    .isEqualTo(published);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Run it", "Test it", "ec2-sim for any client"})
    @DisplayName("each of these sections holds one fenced command of one line")
    void section_holdsOneCommand(String title) throws Exception {
        List<String> commands = new ArrayList<>();
        Matcher fence = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(section(title));
        while (fence.find()) {
            commands.add(fence.group(1));
        }
        assertThat(commands).hasSize(1).first().asString().hasLineCount(1);
    }

    @Test
    @DisplayName("links to files lead somewhere")
    void links_leadSomewhere() throws Exception {
        Matcher link = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)").matcher(Files.readString(README));
        while (link.find()) {
            assertThat(Path.of("..", link.group(1))).exists();
        }
    }

    private static String section(String title) throws Exception {
        return first(Files.readString(README), "(?ms)^## " + Pattern.quote(title) + "\n(.*?)(?=^## |\\z)");
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
