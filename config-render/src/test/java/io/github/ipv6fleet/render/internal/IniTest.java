package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.text.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IniTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\nTrusted: yes", "a\rb", "a\0b", "a\u0085b", "a\u2028b", "a\\"})
    void value_thatTheFormatCannotSay_isRefused(String text) {
        assertThatThrownBy(() -> Ini.value(text))
                .hasMessage("value \"" + Shown.of(text) + "\": must be one line without white space at its ends or a"
                        + " backslash at its end; this file has no way to write it");
    }

    @Test
    void value_ofOneLine_isItself() {
        assertThat(Ini.value("a b=\"c\" %d \\e é")).isEqualTo("a b=\"c\" %d \\e é");
    }
}
