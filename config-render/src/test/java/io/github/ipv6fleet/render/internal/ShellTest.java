package io.github.ipv6fleet.render.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a, 'a'",
                "\"\", ''",
                "$(reboot), '$(reboot)'",
                "a'b, 'a'\\''b'",
                "''', ''\\'''\\'''\\'''",
                "-x, '-x'"
            })
    void quoted_isOneWord(String text, String expected) {
        assertThat(Shell.quoted(text)).isEqualTo(expected);
    }

    @Test
    void quoted_ofNul_isRefused() {
        assertThatThrownBy(() -> Shell.quoted("a\0b"))
                .hasMessage("text with a NUL cannot be a word of a shell; remove it");
        assertThat(Shell.assign("x", "a\nb")).isEqualTo("x='a\nb'\n");
    }
}
