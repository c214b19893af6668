package io.github.ipv6fleet.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void of_shortAscii_isTheTextItself() {
        assertThat(Shown.of("")).isEmpty();
        assertThat(Shown.of("C:\\a \"b\" ~")).isEqualTo("C:\\a \"b\" ~");
        assertThat(Shown.of("a".repeat(80))).isEqualTo("a".repeat(80));
    }

    @Test
    void of_longText_isItsStartAndItsLength() {
        assertThat(Shown.of("a".repeat(81))).isEqualTo("a".repeat(80) + "... (81 characters)");
    }

    @Test
    @DisplayName("what would move a cursor, turn a line round or look like another letter is shown by its number")
    void of_otherCharacters_areNumbers() {
        assertThat(Shown.of("a\n\u001b[2J")).isEqualTo("a\\u000a\\u001b[2J");
        assertThat(Shown.of("\u202eed\u0430")).isEqualTo("\\u202eed\\u0430");
        assertThat(Shown.of("\ud83d\ude00\ud83d")).isEqualTo("\\ud83d\\ude00\\ud83d");
    }

    @Test
    @DisplayName("a line keeps the letters of every language, and is longer")
    void line_keepsLettersAndLength() {
        assertThat(Shown.line("/home/jos\u00e9/\ud83d\ude00\u202e\n"))
                .isEqualTo("/home/jos\u00e9/\ud83d\ude00\\u202e\\u000a");
        assertThat(Shown.line("a".repeat(4_000))).isEqualTo("a".repeat(4_000));
        assertThat(Shown.line("a".repeat(1 << 20))).isEqualTo("a".repeat(4_000) + "... (1048576 characters)");
    }

    @Test
    @DisplayName("whatever it is: printable ASCII, never longer than a few hundred characters")
    void of_randomText_isPrintableAndBounded() {
        long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(200), 0, 0x10000).forEach(c -> text.append((char) c));

            assertThat(Shown.of(text.toString()))
                    .as("replay with -Dipv6fleet.seed=" + seed)
                    .hasSizeLessThan(6 * 80 + 30)
                    .matches("[ -~]*");
        }
    }
}
