package io.github.ipv6fleet.render;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a host gets its engine from. By default {@link #dockerRepository()} where Docker's repository carries the
 * version, else {@link #onImage()}. The engine that is really there is always asked for its version, and the boot
 * fails if it is another. Immutable, safe for use by several threads.
 */
public final class EngineSource {
    private static final EngineSource DOCKER = new EngineSource("Docker's repository", AptRepository::docker);
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
        return new EngineSource(repository.uri(), system -> repository);
    }

    /** Returns the source that installs nothing, as the engine is on the image already. */
    public static EngineSource onImage() {
        return ON_IMAGE;
    }

    /** Returns the repository to install from; empty if nothing is installed. */
    public Optional<AptRepository> repositoryFor(OperatingSystem system) {
        return Optional.ofNullable(repository).map(source -> source.apply(system));
    }

    /** Docker began to build for Ubuntu 24.04 with 26.0 (not verified against the repository's index). */
    static boolean dockerBuilds(DockerEngine engine) {
        return engine.isAtLeast(26);
    }

    /** Returns what to call the source in a message, such as {@code Docker's repository}. */
    @Override
    public String toString() {
        return name;
    }
}
