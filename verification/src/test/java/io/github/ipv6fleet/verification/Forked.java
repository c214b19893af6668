package io.github.ipv6fleet.verification;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Java program in a process of its own, as its user would run it. */
record Forked(int status, String out, String err) {
    private static final long SECONDS = 60;

    /** What the library and its examples need at run time; the tests' own jars are left out. */
    static String classPath() {
        return entries().collect(Collectors.joining(File.pathSeparator));
    }

    static Stream<String> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes")
                        && !entry.matches(
                                ".*(junit|assertj|archunit|testcontainers|docker-java|jna|duct-tape|commons-).*"));
    }

    static Forked java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(arguments);
        return run(command);
    }

    static Forked run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("ipv6-fleet", ".out");
        Path err = Files.createTempFile("ipv6-fleet", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))) // nobody answers
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IOException(command + " did not end within " + SECONDS + " s: " + Files.readString(out));
            }
            return new Forked(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
