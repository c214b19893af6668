package io.github.ipv6fleet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The bar itself goes to the terminal, past {@code System.err}, and is looked at by no test. */
class ScaleOutTest {
    @Test
    @DisplayName("a fleet of two grows to six, and what was predicted stands beside what came")
    void main_growsAndCompares() {
        PrintStream usual = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            ScaleOut.main(new String[] {"6"});
        } finally {
            System.setOut(usual);
        }

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("4 hosts launched, 2 adopted")
                .containsPattern("RunInstances +4 +[4-9]\n");
    }
}
