package io.github.ipv6fleet.verification.packets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A root file system with a Docker engine; machines run on top of it and never write to it. */
enum EngineRoot {
    /** The machine's own: Debian bookworm's docker.io. */
    MACHINE(Path.of("/")),
    /** What {@code .ci/prepare-hosts} unpacked of Debian trixie: the last of the 26. */
    MIDDLE(Folders.CACHE.resolve("roots/middle-engine")),
    /** What it unpacked of a later Debian. */
    NEWEST(Folders.CACHE.resolve("roots/newest-engine"));

    private static final Pattern VERSION = Pattern.compile("Docker version (\\d+\\.\\d+)\\.");

    private final Path tree;

    EngineRoot(Path tree) {
        this.tree = tree;
    }

    Path tree() {
        return tree;
    }

    /** Returns whether there is an engine at all. */
    boolean exists() {
        return Files.isExecutable(tree.resolve("usr/sbin/dockerd"));
    }

    /** Returns the engine's version, as 28.5; empty if there is no engine that says it. */
    Optional<String> engineVersion() {
        if (!exists()) {
            return Optional.empty();
        }
        Shell shell = new Shell(Folders.TRANSCRIPTS.resolve("engines.txt"));
        Matcher version =
                VERSION.matcher(shell.attempt(List.of("chroot", tree.toString(), "/usr/sbin/dockerd", "--version"))
                        .out());
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }
}
