package io.github.ipv6fleet.render.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A system whose programs judge what we render: the machine's own, or one that {@code .ci/prepare-hosts} unpacked. */
enum Debian {
    HERE(Path.of("/")),
    DEBIAN_13(cache().resolve("ipv6-fleet/roots/trixie-parsers"));

    /** In a mount namespace of its own, so that nothing is left and tests do not see each other. */
    private static final String INSIDE = """
            mount --bind "$2" "$1/mnt"
            mount -t tmpfs tmpfs "$1/run"
            mount -t proc proc "$1/proc"
            mount --bind /dev "$1/dev"
            tree=$1
            shift 2
            exec chroot "$tree" "$@"
            """;

    private final Path tree;

    Debian(Path tree) {
        this.tree = tree;
    }

    private static Path cache() {
        String folder = System.getenv("XDG_CACHE_HOME");
        return folder == null || folder.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(folder);
    }

    /** Skips the test, or fails it if told so, where the program is missing. */
    void needs(String program) {
        if (this == HERE) {
            Tool.needed(program);
        } else if (!Files.isExecutable(tree.resolve("usr/bin/" + program))
                && !Files.isExecutable(tree.resolve("usr/sbin/" + program))) {
            Tool.refuse("skipped: " + program + " is not in " + tree);
        } else {
            needsRoot();
        }
    }

    static void needsRoot() {
        Tool.needed("unshare");
        if (!"root".equals(System.getProperty("user.name"))) {
            Tool.refuse("skipped: not root, so no namespace of its own");
        }
    }

    /** Returns where the system is. */
    Path tree() {
        return tree;
    }

    /** Runs a program; {@code {}} in its arguments is the folder, which the system sees somewhere else. */
    Tool.Result run(Path folder, String... command) {
        String seen = this == HERE ? folder.toString() : "/mnt";
        List<String> all = new ArrayList<>();
        if (this != HERE) {
            all.addAll(List.of("unshare", "-m", "sh", "-euc", INSIDE, "sh", tree.toString(), folder.toString()));
        }
        for (String word : command) {
            all.add(word.replace("{}", seen));
        }
        return Tool.run(all.toArray(String[]::new));
    }
}
