package io.github.ipv6fleet.verification.hosts;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.OperatingSystem;
import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A whole Debian with systemd, cloud-init and an engine, unpacked by {@code .ci/prepare-hosts}; never written to. */
@SuppressWarnings("ImmutableEnumChecker") // the library's values are immutable
enum BootRoot {
    BOOKWORM("boot-bookworm", OperatingSystem.DEBIAN_12, "20.10"),
    TRIXIE("boot-trixie", OperatingSystem.DEBIAN_13, "26.1"),
    /** What will be Debian 14: taken as 13 with a later engine. */
    FORKY("boot-forky", OperatingSystem.DEBIAN_13, "28.5"),
    /** Without an engine; beside it are packages to install one from. */
    BARE_TRIXIE("bare-trixie/root", OperatingSystem.DEBIAN_13, "26.1");

    private final Path tree;
    private final OperatingSystem system;
    private final String engine;

    BootRoot(String name, OperatingSystem system, String engine) {
        this.tree = Folders.CACHE.resolve("roots").resolve(name);
        this.system = system;
        this.engine = engine;
    }

    Path tree() {
        return tree;
    }

    /** Whether the engine on it is the one that hosts are rendered for; the tree is of whatever the suite had. */
    boolean hasItsEngine() {
        return this == BARE_TRIXIE
                || new Shell(Folders.TRANSCRIPTS.resolveSibling("hosts").resolve("roots.txt"))
                        .attempt(List.of("chroot", tree.toString(), "dockerd", "--version"))
                        .out()
                        .startsWith("Docker version " + engine + ".");
    }

    boolean exists() {
        return this == BARE_TRIXIE ? Files.isDirectory(packages()) : hasDockerd();
    }

    private boolean hasDockerd() {
        return Files.isExecutable(tree.resolve("usr/bin/dockerd"))
                || Files.isExecutable(tree.resolve("usr/sbin/dockerd"));
    }

    /** Debian's packages of an engine, and of what it needs that the tree does not have. */
    Path packages() {
        return tree.resolveSibling("packages");
    }

    /** The suite of Debian. */
    String suite() {
        return name().substring(name().indexOf('_') + 1).toLowerCase(Locale.ROOT);
    }

    OperatingSystem system() {
        return system;
    }

    DockerEngine engine() {
        return DockerEngine.of(engine);
    }
}
