package io.github.ipv6fleet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs programs that measure themselves, each in a JVM of its own with default flags unless others are said. */
final class FreshJvm {
    private FreshJvm() {}

    /**
     * Returns what that many JVMs say, in milliseconds.
     *
     * @param before what starts the JVM, such as {@code taskset -c 0}; mostly nothing
     * @param flags of the JVM; mostly none
     * @param program prints microseconds
     */
    static List<Double> milliseconds(
            int jvms, List<String> before, List<String> flags, Class<?> program, String... arguments) {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < jvms; i++) {
            milliseconds.add(Double.parseDouble(said(before, flags, program, arguments)) / 1_000);
        }
        return milliseconds;
    }

    /**
     * Returns what a program prints in a JVM of its own.
     *
     * @param flags of the JVM, such as {@code -Xmx512m}
     * @throws IllegalStateException if it fails; what it says of that goes to our standard error
     */
    static String said(List<String> before, List<String> flags, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        try {
            Process jvm = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int status = jvm.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with status " + status);
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program.getSimpleName() + " ran", e);
        }
    }
}
