package io.github.ipv6fleet.render;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
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
    private final @Nullable String hostName;
    private final List<HostFile> files;
    private final List<String> packages;
    private final List<String> units;
    private final Map<Phase, List<HostCommand>> commands;

    private HostConfig(Builder builder) {
        hostName = builder.hostName;
        files = List.copyOf(builder.files.values());
        packages = List.copyOf(builder.packages);
        units = List.copyOf(builder.units);
        commands = new EnumMap<>(Phase.class);
        builder.commands.forEach((phase, list) -> commands.put(phase, List.copyOf(list)));
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

    /** Returns the systemd units that are enabled and started after everything else. */
    public List<String> units() {
        return units;
    }

    /** Returns the commands of that phase. */
    public List<HostCommand> commands(Phase phase) {
        requireNonNull(phase, "phase");
        return commands.getOrDefault(phase, List.of());
    }

    /** Collects the configuration of a host. Not for use by several threads at once. */
    public static final class Builder {
        private @Nullable String hostName;
        private final Map<String, HostFile> files = new LinkedHashMap<>();
        private final Set<String> packages = new LinkedHashSet<>();
        private final Set<String> units = new LinkedHashSet<>();
        private final Map<Phase, List<HostCommand>> commands = new EnumMap<>(Phase.class);

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
            requireNonNull(phase, "phase");
            commands.computeIfAbsent(phase, key -> new ArrayList<>()).add(HostCommand.of(step, script));
            return this;
        }

        /**
         * Adds everything of {@code other}; its host name replaces the one there is.
         *
         * @throws IllegalArgumentException if both have a file of one path
         */
        public Builder merge(HostConfig other) {
            requireNonNull(other, "other");
            other.hostName().ifPresent(this::hostName);
            other.files.forEach(this::file);
            packages.addAll(other.packages);
            units.addAll(other.units);
            other.commands.forEach((phase, list) ->
                    commands.computeIfAbsent(phase, key -> new ArrayList<>()).addAll(list));
            return this;
        }

        /** Returns the configuration; the builder can be used further. */
        public HostConfig build() {
            return new HostConfig(this);
        }
    }
}
