package io.github.ipv6fleet.verification.packets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, in a clean environment, and writes what they said to a transcript. */
public final class Shell {
    /** Debian's own programs only: another docker may come earlier on the caller's path. */
    public static final String PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path transcript;

    public Shell(Path transcript) {
        this.transcript = transcript;
    }

    /** What a program left behind when it ended. */
    public record Outcome(String command, int exit, String out, String err, Duration took) {
        public boolean succeeded() {
            return exit == 0;
        }

        /** Returns standard output, or fails with the command and what it complained about. */
        public String orFail() {
            if (!succeeded()) {
                throw new IllegalStateException("exit status " + exit + " of: " + command + "\n" + err + out);
            }
            return out;
        }

        @Override
        public String toString() {
            return "$ " + command + "\n" + out + err + "[exit status " + exit + ", " + took.toMillis() + " ms]\n";
        }
    }

    /** Runs a program that must succeed; returns its standard output. */
    public String run(String... command) {
        return attempt(List.of(command)).orFail();
    }

    /** Runs a program that may fail; one that does not end in time is killed and is an error. */
    public Outcome attempt(List<String> command) {
        return attempt(String.join(" ", command), command);
    }

    /** As {@link #attempt(List)}; the transcript shows {@code line}. */
    public Outcome attempt(String line, List<String> command) {
        try {
            Path out = Files.createTempFile("packets-", ".out");
            Path err = Files.createTempFile("packets-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                clean(builder);
                long start = System.nanoTime();
                Process process = builder.start();
                boolean ended = await(process);
                Outcome outcome = new Outcome(
                        line,
                        ended ? process.exitValue() : -1,
                        Files.readString(out),
                        Files.readString(err),
                        Duration.ofNanos(System.nanoTime() - start));
                note(outcome.toString());
                if (!ended) {
                    throw new IllegalStateException("not done after " + PATIENCE.toSeconds() + " s: " + outcome);
                }
                return outcome;
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run: " + line, e);
        }
    }

    /** Takes the caller's environment away: a DOCKER_HOST in it must not lead anywhere. */
    public static void clean(ProcessBuilder builder) {
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        builder.environment().put("HOME", "/root");
        builder.environment().put("LC_ALL", "C");
    }

    /** Adds text to the transcript. */
    public void note(String text) {
        try {
            Files.createDirectories(transcript.getParent());
            Files.writeString(transcript, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript " + transcript, e);
        }
    }

    private static boolean await(Process process) {
        try {
            boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
