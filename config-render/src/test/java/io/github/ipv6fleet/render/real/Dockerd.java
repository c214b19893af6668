package io.github.ipv6fleet.render.real;

import io.github.ipv6fleet.render.DockerEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The engines at hand, as readers of daemon.json: this machine's, and those that .ci/prepare-hosts unpacked. */
final class Dockerd {
    private final List<String> command;

    private Dockerd(List<String> command) {
        this.command = command;
    }

    /** Returns the nearest engine to that one; skips the test if it is not there. */
    static Dockerd nearest(DockerEngine engine) {
        if (!engine.isAtLeast(23)) {
            Tool.needed("dockerd");
            return new Dockerd(List.of("dockerd"));
        }
        Path tree =
                cache().resolve("ipv6-fleet/roots").resolve(engine.isAtLeast(27) ? "newest-engine" : "middle-engine");
        Path program = tree.resolve("usr/sbin/dockerd");
        if (!Files.isExecutable(program)) {
            Tool.refuse("skipped: no engine in " + tree + ", .ci/prepare-hosts puts one there");
        }
        // With its own C library, and without having to be root, as chroot would.
        return new Dockerd(List.of(
                only(tree.resolve("lib64"), "ld-linux*").toString(),
                "--library-path",
                only(tree.resolve("usr/lib"), "*-linux-gnu").toString(),
                program.toString()));
    }

    /** Asks it to read a file; 20.10 has no --validate, but reads the file before it finds the level to be bad. */
    Tool.Result read(Path file) {
        Tool.Result result = run("--validate", "--config-file", file.toString());
        if (!result.output().contains("unknown flag")) {
            return result;
        }
        String output =
                run("--config-file", file.toString(), "--log-level", "none").output();
        boolean taken = output.contains("unable to parse logging level");
        if (!taken && !output.contains("unable to configure the Docker daemon")) {
            throw new AssertionError("neither taken nor refused: " + output);
        }
        return new Tool.Result(taken ? 0 : 1, output);
    }

    private Tool.Result run(String... arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        return Tool.run(Map.of(), line.toArray(String[]::new));
    }

    private static Path only(Path folder, String glob) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            return found.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    }
}
