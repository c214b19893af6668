package io.github.ipv6fleet.verification.packets;

import java.nio.file.Path;
import java.util.Objects;

/** Where things are kept. */
public final class Folders {
    /** As in {@code .ci/prepare-hosts}; outside the checkout, so that root trees outlive it. */
    public static final Path CACHE = cache().resolve("ipv6-fleet");

    /** What machines write while they run: on a disk, because overlayfs cannot be stacked on itself. */
    public static final Path RUNS = CACHE.resolve("runs");

    /** Every command of every run, with its output. */
    public static final Path TRANSCRIPTS =
            Path.of(System.getProperty("basedir", "."), "target", "packets").toAbsolutePath();

    private Folders() {}

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        String home = Objects.requireNonNullElse(System.getenv("HOME"), System.getProperty("user.home"));
        return cache == null || cache.isEmpty() ? Path.of(home, ".cache") : Path.of(cache);
    }
}
