package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole user data is the expectation. After a wanted change write the files again with
 * {@code mvn -pl core,config-render test -Dipv6fleet.golden=write} and read the diff.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    static Iterable<String> names() {
        return Samples.golden().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void userData_ofSample_isItsGoldenFile(String name) throws IOException {
        compare(name + ".yaml", UserData.of(Samples.golden().get(name)).text());
    }

    @Test
    void userData_ofSelfConfiguringHost_isItsGoldenFile() throws IOException {
        UserData data = UserData.selfConfiguring(Renderers.standard(), HostProfile.DEFAULT)
                .build();

        compare("published-engine-29-chosen-by-ec2.yaml", data.text());
    }

    private static void compare(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name);
        if ("write".equals(System.getProperty("ipv6fleet.golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void render_twice_givesTheSameBytes() {
        assertThat(Samples.golden().values().stream().map(UserData::of).map(UserData::text))
                .containsExactlyElementsOf(Samples.golden().values().stream()
                        .map(UserData::of)
                        .map(UserData::text)
                        .toList());
    }
}
