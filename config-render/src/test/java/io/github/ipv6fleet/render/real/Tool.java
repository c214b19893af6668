package io.github.ipv6fleet.render.real;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the machine that runs the tests. Where one is missing its tests are skipped, or fail if told so. */
final class Tool {
    private static final String REQUIRE = "IPV6FLEET_REQUIRE_TOOLS";

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Tool() {}

    /** What a program did: its exit status, and all it printed. */
    record Result(int status, String output) {}

    /** Skips the test if a program is missing; fails it if {@code IPV6FLEET_REQUIRE_TOOLS=true}. */
    static void needed(String... names) {
        for (String name : names) {
            if (isMissing(name)) {
                sayAndRefuse("skipped: " + name + " is not on PATH");
            }
        }
    }

    /** The same for a file that {@code .ci/prepare-hosts} makes. */
    static void neededFile(String name, Path file) {
        if (!Files.isReadable(file)) {
            sayAndRefuse("skipped: " + name + " is not in " + file);
        }
    }

    private static void sayAndRefuse(String reason) {
        if (SAID.add(reason)) {
            System.out.println(reason);
        }
        refuse(reason);
    }

    static boolean isMissing(String name) {
        return path().noneMatch(folder -> Files.isExecutable(folder.resolve(name)));
    }

    static void refuse(String reason) {
        if ("true".equals(System.getenv(REQUIRE))) {
            fail(reason + ", but " + REQUIRE + "=true");
        }
        abort(reason);
    }

    /** Debian keeps administrators' programs off the PATH of others. */
    private static Stream<Path> path() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator)).map(Path::of);
    }

    static Result run(String... command) {
        return run(Map.of(), command);
    }

    /** Runs a program with more environment; {@code PATH} goes before the one there is. */
    static Result run(Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
            builder.environment().putAll(environment);
            String path =
                    String.join(File.pathSeparator, path().map(Path::toString).toList());
            String first = environment.get("PATH");
            builder.environment().put("PATH", first == null ? path : first + File.pathSeparator + path);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail(command[0] + " does not end: " + output);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes a program that stands for a real one. */
    static void fake(Path folder, String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
