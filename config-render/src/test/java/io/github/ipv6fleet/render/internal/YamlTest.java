package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.render.Parsed;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    static String block(String... pieces) {
        LastHost same = new LastHost();
        String block = YamlBlock.of(List.of(pieces), same);
        same.keep();
        assertThat(YamlBlock.of(String.join("", pieces))).isEqualTo(block);
        return block;
    }

    @Test
    @DisplayName("bare, this MAC is a number in YAML 1.1: what quoting is for")
    void quoted_mac_staysText() {
        assertThat(Parsed.of("12:34:56:12:34:56").value()).isInstanceOf(Number.class);
        assertThat(Parsed.of(Yaml.quoted("12:34:56:12:34:56")).value()).isEqualTo("12:34:56:12:34:56");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "no", "~", "1_000", "0600", "::8/126", "a: b", "- a", "#", "&a", "*a", "!!python/object:x",
                        "%a",
                "\"", "\\", "\\n", "'", "a\nb", "\n", "\ta", "a\r\nb", "\0", "\u0007", "\u007f", "\u0085", "\u2028",
                        "\ufeff",
                "é", "\ud83d\ude00", "---\n", "...\n", "a\n\n", " a\n", "\n\na\n", "a\n  b\n\n   \nc\n", "|\n", "a\t\n",
                        "a \n"
            })
    void quotedAndBlock_ofAnyText_giveItBack(String text) {
        assertThat(Parsed.of("k: " + Yaml.quoted(text)).at("k").value()).isEqualTo(text);
        assertThat(Parsed.of("k: " + block(text) + "\nl: 1").at("k").value()).isEqualTo(text);
        assertThat(Yaml.quoted(text)).isPrintable();
    }

    @Test
    void quotedAndBlock_ofRandomText_giveItBack() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        String letters = "ab \n\t\"'\\#:-|>%\u0085é\0";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String value = text.toString();
            String replay = Yaml.quoted(value) + "; replay with -Dipv6fleet.seed=" + seed;

            assertThat(Parsed.of("k: " + Yaml.quoted(value)).at("k").value())
                    .as(replay)
                    .isEqualTo(value);
            assertThat(Parsed.of("k: " + block(value) + "\nl: 1").at("k").value())
                    .as(replay)
                    .isEqualTo(value);
        }
    }

    @Test
    void block_ofScript_isReadable() {
        assertThat(block("#!/bin/sh\n\ntrue\n")).isEqualTo("|\n    #!/bin/sh\n\n    true");
    }

    @Test
    void block_ofPieces_isTheBlockOfTheWhole() {
        assertThat(block("#!/bin/sh\n", "\ntrue\n", " false\n")).isEqualTo(block("#!/bin/sh\n\ntrue\n false\n"));
        assertThat(block("a\n", "é\n")).isEqualTo(Yaml.quoted("a\né\n"));
        assertThat(block(" a\n", "b\n")).isEqualTo(Yaml.quoted(" a\nb\n"));
        assertThat(block("a\n", "\n")).isEqualTo(Yaml.quoted("a\n\n"));
    }

    @Test
    void quoted_halfASurrogatePair_isRefused() {
        assertThatThrownBy(() -> Yaml.quoted("a\ud83d"))
                .hasMessage("text with half a surrogate pair (U+D83D) is not Unicode; repair where it was cut");
    }
}
