package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import io.github.ipv6fleet.annotations.Experimental;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one host: files, packages, systemd units to enable, and commands by phase. Everything is empty
 * by default and keeps the order in which it was added. Immutable, safe for use by several threads.
 */
public final class HostConfig {
    private static final HostConfig EMPTY = builder().build();

    private final @Nullable String hostName;
    private final List<HostFile> files;
    private final List<String> packages;
    private final List<String> units;
    private final List<Step> steps;

    private record Step(Phase phase, HostCommand command) {}

    private HostConfig(
            @Nullable String hostName,
            Collection<HostFile> files,
            Collection<String> packages,
            Collection<String> units,
            List<Step> steps) {
        this.hostName = hostName;
        this.files = List.copyOf(files);
        this.packages = List.copyOf(packages);
        this.units = List.copyOf(units);
        this.steps = List.copyOf(steps);
    }

    /** Returns the parts as one configuration, as merging them would; no two have a file of one path. */
    static HostConfig of(List<HostConfig> parts) {
        String hostName = null;
        List<HostFile> files = new ArrayList<>();
        Set<String> packages = new LinkedHashSet<>();
        Set<String> units = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();
        for (HostConfig part : parts) {
            hostName = part.hostName != null ? part.hostName : hostName;
            files.addAll(part.files);
            packages.addAll(part.packages);
            units.addAll(part.units);
            steps.addAll(part.steps);
        }
        return new HostConfig(hostName, files, packages, units, steps);
    }

    /** Returns a configuration with nothing in it: what a renderer returns that has nothing to say about a host. */
    public static HostConfig empty() {
        return EMPTY;
    }

    /** Returns an empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the name the host gives itself; empty if it keeps the one it has. */
    public Optional<String> hostName() {
        return Optional.ofNullable(hostName);
    }

    /** Returns the files, each path once. */
    public List<HostFile> files() {
        return files;
    }

    /** Returns the file of that path. */
    public Optional<HostFile> file(String path) {
        requireNonNull(path, "path");
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** Returns the packages that are installed from the system's own archive before the engine. */
    public List<String> packages() {
        return packages;
    }

    /** Returns the systemd units that are enabled and started at the end of {@link Phase#AFTER_ENGINE}. */
    public List<String> units() {
        return units;
    }

    /** Returns the commands of that phase. */
    public List<HostCommand> commands(Phase phase) {
        requireNonNull(phase, "phase");
        List<HostCommand> commands = new ArrayList<>();
        for (Step step : steps) {
            if (step.phase() == phase) {
                commands.add(step.command());
            }
        }
        return Collections.unmodifiableList(commands);
    }

    /** Collects the configuration of a host. Not for use by several threads at once. */
    public static final class Builder {
        private @Nullable String hostName;
        private final Map<String, HostFile> files = new LinkedHashMap<>();
        private final Set<String> packages = new LinkedHashSet<>();
        private final Set<String> units = new LinkedHashSet<>();
        private final List<Step> steps = new ArrayList<>();

        private Builder() {}

        /** Says the name the host gives itself; default: it keeps the one it has. */
        public Builder hostName(String name) {
            hostName = NameCheck.hostName(requireNonNull(name, "name"));
            return this;
        }

        /**
         * Adds a file.
         *
         * @throws IllegalArgumentException if there is one of that path
         */
        public Builder file(HostFile file) {
            requireNonNull(file, "file");
            if (files.putIfAbsent(file.path(), file) != null) {
                throw new IllegalArgumentException("file " + file.path() + ": is there twice; write it once");
            }
            return this;
        }

        /** Adds a file; see {@link HostFile} for what the parts may be. */
        public Builder file(String path, int mode, String content) {
            return file(HostFile.of(path, mode, content));
        }

        /** Adds packages of the system's own archive; one that is there already is not added again. */
        public Builder packages(String... names) {
            requireNonNull(names, "names");
            for (String name : names) {
                packages.add(NameCheck.packageName(name));
            }
            return this;
        }

        /** Adds systemd units to enable; one that is there already is not added again. */
        public Builder units(String... names) {
            requireNonNull(names, "names");
            for (String name : names) {
                units.add(NameCheck.unit(name));
            }
            return this;
        }

        /** Adds a command to the end of a phase; see {@link HostCommand} for what it may be. */
        public Builder command(Phase phase, String step, String script) {
            return command(phase, HostCommand.of(step, script));
        }

        /** Adds a command to the end of a phase, such as one with variables: {@link HostCommand#with}. */
        @Experimental
        public Builder command(Phase phase, HostCommand command) {
            requireNonNull(phase, "phase");
            requireNonNull(command, "command");
            steps.add(new Step(phase, command));
            return this;
        }

        /**
         * Adds everything of {@code other}; its host name replaces the one there is.
         *
         * @throws IllegalArgumentException if both have a file of one path
         */
        public Builder merge(HostConfig other) {
            requireNonNull(other, "other");
            if (other.hostName != null) {
                hostName = other.hostName;
            }
            for (HostFile file : other.files) {
                file(file);
            }
            packages.addAll(other.packages);
            units.addAll(other.units);
            steps.addAll(other.steps);
            return this;
        }

        /** Returns the configuration; the builder can be used further. */
        public HostConfig build() {
            return new HostConfig(hostName, files.values(), packages, units, steps);
        }
    }
}
