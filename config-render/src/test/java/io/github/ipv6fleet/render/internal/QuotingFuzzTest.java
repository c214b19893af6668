package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.ipv6fleet.render.Parsed;
import io.github.ipv6fleet.text.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile names, tags and keys go through each format's quoting, and its real parser gives them back. */
class QuotingFuzzTest {
    /** What means something in YAML 1.1, JSON, sh, or files of lines; words that are not text when bare. */
    private static final String[] PIECES = {
        "'",
        "\"",
        "\\",
        "$(reboot)",
        "`reboot`",
        "${IFS}",
        "$1",
        ";",
        "&",
        "|",
        ">",
        "<",
        "*",
        "?",
        "[a]",
        "~",
        "!",
        "#",
        " #",
        ": ",
        "- ",
        "? ",
        "{",
        "}",
        ",",
        "%",
        "@",
        "&a",
        "*a",
        "!!int ",
        "<<",
        "---",
        "...",
        "\n",
        "\r",
        "\t",
        " ",
        "no",
        "null",
        "0600",
        "1e3",
        "0x1f",
        "12:34:56:12:34:56",
        "1:30",
        "2026-11-23",
        "=",
        "/",
        "..",
        "-x",
        "\\n",
        "\u0001",
        "\u007f",
        "\u0085",
        "\u00a0",
        "\u2028",
        "\ufeff",
        "é",
        "\ud83d\ude00",
        "a",
        "edge-1",
        "aws:tag"
    };

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @TempDir
    Path folder;

    /** Every piece alone first, such as the MAC that bare is a number; then several at random. */
    private String hostile(int number) {
        if (number < PIECES.length) {
            return PIECES[number];
        }
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(7); n > 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private String replay(String value) {
        return Yaml.quoted(value) + "; replay with -Dipv6fleet.seed=" + seed;
    }

    @Test
    @DisplayName("YAML: keys and values, quoted and as blocks, read as YAML 1.1")
    void yaml() {
        for (int i = 0; i < 3_000; i++) {
            String key = hostile(i);
            String value = hostile(i);
            String text = "? " + Yaml.quoted(key) + "\n: " + Yaml.quoted(value) + "\nlist:\n  - " + Yaml.quoted(value)
                    + "\nblock: " + YamlTest.block(value, 2) + "\nlast: true\n";
            Map<Object, Object> expected = new LinkedHashMap<>();
            expected.put(key, value);
            expected.put("list", List.of(value));
            expected.put("block", value);
            expected.put("last", true);

            assertThat(Parsed.of(text).value()).as(replay(key + value)).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("JSON: keys, values and lists, read by a JSON parser and as YAML")
    void json() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            String key = hostile(i);
            String value = hostile(i);
            String text = Json.object(Map.of(key, List.of(value, value)));

            assertThat(text).as(replay(value)).isASCII();
            assertThat(Parsed.of(text).value()).as(replay(key + value)).isEqualTo(Map.of(key, List.of(value, value)));
            try (JsonParser parser = new JsonFactory().createParser(text)) {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                assertThat(parser.nextFieldName()).as(replay(key)).isEqualTo(key);
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
                assertThat(parser.nextTextValue()).as(replay(value)).isEqualTo(value);
            }
        }
    }

    @Test
    @Tag("parsers")
    @DisplayName("sh: words and assignments, read by the shell of this machine")
    void shell() throws IOException, InterruptedException {
        List<String> values = new ArrayList<>();
        StringBuilder script = new StringBuilder("set -eu\n");
        for (int i = 0; i < 1_000; i++) {
            String value = hostile(i);
            values.add(value);
            values.add(value);
            script.append(Shell.assign("x", value)).append("printf '%s\\0' \"$x\" ");
            script.append(Shell.quoted(value)).append('\n');
        }
        Path file = Files.writeString(folder.resolve("script"), script);
        Process sh = new ProcessBuilder("sh", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(sh.waitFor()).as(said).isZero();
        assertThat(said.split("\0", -1)).as("seed %d", seed).containsExactlyElementsOf(lastEmpty(values));
    }

    private static List<String> lastEmpty(List<String> values) {
        List<String> all = new ArrayList<>(values);
        all.add("");
        return all;
    }

    @Test
    @DisplayName("files of lines: a value stays in its line, or is refused")
    void ini() {
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            String value = hostile(i);
            try {
                // What these parsers do: lines, the first separator, white space at the ends.
                String line = ("Key: " + Ini.value(value) + "\nNext: 1\n")
                        .lines()
                        .findFirst()
                        .orElseThrow();
                assertThat(line.substring(line.indexOf(':') + 1).strip())
                        .as(replay(value))
                        .isEqualTo(value);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining(Shown.of(value)).hasMessageContaining("must be one line");
                refused++;
            }
        }
        assertThat(refused).as("seed %d", seed).isBetween(300, 2_700);
        assertThatThrownBy(() -> Ini.value("a\nTrusted: yes")).isInstanceOf(IllegalArgumentException.class);
    }
}
