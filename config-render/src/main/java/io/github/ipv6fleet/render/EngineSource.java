package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a host gets its engine from. By default {@link #dockerRepository()} where Docker's repository carries the
 * version, else {@link #onImage()}. The engine that is really there is always asked for its version, and the boot
 * goes no further if it is not one that was rendered for. Immutable, safe for use by several threads.
 */
public final class EngineSource {
    private static final EngineSource DOCKER = new EngineSource("Docker's repository", AptRepository::docker);
    private static final EngineSource DISTRIBUTION = new EngineSource("the distribution", null);
    private static final EngineSource ON_IMAGE = new EngineSource("the image", null);

    private final String name;
    private final @Nullable Function<OperatingSystem, AptRepository> repository;

    private EngineSource(String name, @Nullable Function<OperatingSystem, AptRepository> repository) {
        this.name = name;
        this.repository = repository;
    }

    /** Returns Docker's own apt repository for the system of the host; the version is pinned and held. */
    public static EngineSource dockerRepository() {
        return DOCKER;
    }

    /** Returns another repository with Docker's packages, such as a company's mirror; pinned and held likewise. */
    public static EngineSource repository(AptRepository repository) {
        requireNonNull(repository, "repository");
        return new EngineSource(repository.uri(), system -> repository);
    }

    /**
     * Returns the system's own archive: its package {@code docker.io}. An engine that was named is pinned and held;
     * else the one that the archive has is held, and the host takes the recipe that fits it.
     */
    public static EngineSource distribution() {
        return DISTRIBUTION;
    }

    /** Returns the source that installs nothing, as the engine is on the image already, named or not. */
    public static EngineSource onImage() {
        return ON_IMAGE;
    }

    /** Returns the repository to install from; empty if nothing is installed. */
    public Optional<AptRepository> repositoryFor(OperatingSystem system) {
        requireNonNull(system, "system");
        return Optional.ofNullable(repository).map(source -> source.apply(system));
    }

    /** Returns whether the engine is installed from the system's own archive. */
    public boolean isDistribution() {
        return this == DISTRIBUTION;
    }

    /** Returns whether the source has one engine, which may be any. */
    boolean decidesEngine() {
        return repository == null;
    }

    /** Returns the first major version that Docker built for a system (not verified against the repositories). */
    static int firstBuiltFor(OperatingSystem system) {
        return switch (system.codename()) {
            case "bookworm" -> 24;
            case "noble" -> 26;
            case "trixie" -> 28;
            default -> 29;
        };
    }

    static boolean dockerBuilds(DockerEngine engine, OperatingSystem system) {
        return engine.isAtLeast(firstBuiltFor(system));
    }

    /** Returns what to call the source in a message, such as {@code Docker's repository}. */
    @Override
    public String toString() {
        return name;
    }
}
