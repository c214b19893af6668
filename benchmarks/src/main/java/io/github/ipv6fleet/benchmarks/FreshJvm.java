package io.github.ipv6fleet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs programs that measure themselves, each in a JVM of its own with default flags. */
final class FreshJvm {
    private FreshJvm() {}

    /**
     * Returns what that many JVMs say, in milliseconds.
     *
     * @param before what starts the JVM, such as {@code taskset -c 0}; mostly nothing
     * @param program prints microseconds
     */
    static List<Double> milliseconds(int jvms, List<String> before, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < jvms; i++) {
            milliseconds.add(Double.parseDouble(said(command)) / 1_000);
        }
        return milliseconds;
    }

    private static String said(List<String> command) {
        try {
            Process jvm = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
