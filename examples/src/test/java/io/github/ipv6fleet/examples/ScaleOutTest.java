package io.github.ipv6fleet.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScaleOutTest {
    @Test
    @DisplayName("the bar ends full, and what was predicted stands beside what came")
    void main_growsAndCompares() {
        PrintStream usualOut = System.out;
        PrintStream usualErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            ScaleOut.main(new String[] {"6"});
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("4 hosts launched, 2 adopted")
                .containsPattern("RunInstances +4 +[4-9]\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("edge: hosts", "100%", "6/6");
    }
}
