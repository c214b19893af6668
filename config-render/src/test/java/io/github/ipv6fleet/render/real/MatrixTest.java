package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every file that any operating system, engine, exposure and block source of the golden matrix gives a host is taken by
 * the program that reads it, without a word.
 */
@Tag("parsers")
class MatrixTest {
    private static final Path MATRIX = Path.of("src", "test", "resources", "golden", "matrix");

    @TempDir
    Path folder;

    /** What hosts get at paths that end so, by the name of the golden file. Templates are whole files, too. */
    private static Map<String, String> files(String end) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(MATRIX)) {
            for (Path file : all.toList()) {
                String part = Files.readString(file);
                if (part.startsWith("- path: ")) {
                    Parsed entry = Parsed.of(part).at(0);
                    if (((String) entry.at("path").value()).endsWith(end)) {
                        files.put(file.getFileName().toString(), (String)
                                entry.at("content").value());
                    }
                }
            }
        }
        return files;
    }

    private List<String> written(Map<String, String> files, String end) throws IOException {
        List<String> paths = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            String name = file.getKey().replace(".yaml", "") + end;
            paths.add(Files.writeString(folder.resolve(name), file.getValue()).toString());
        }
        return paths;
    }

    @Test
    @DisplayName("shellcheck: every program and every list of steps")
    void programs() throws IOException {
        Tool.needed("shellcheck");
        Map<String, String> programs = files("");
        programs.values().removeIf(text -> !text.startsWith("#!/bin/sh"));
        assertThat(programs).hasSizeGreaterThan(60);
        List<String> command = new ArrayList<>(List.of("shellcheck", "--shell=sh", "--external-sources"));
        command.addAll(written(programs, ""));

        assertThat(Tool.run(command.toArray(String[]::new))).isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    @DisplayName("nft: every firewall")
    void firewalls() throws IOException {
        Tool.needed("nft", "unshare");
        Map<String, String> firewalls = files("/firewall.nft");
        assertThat(firewalls).hasSizeGreaterThan(10);
        for (String path : written(firewalls, ".nft")) {
            assertThat(Tool.run("unshare", "--map-root-user", "--net", "nft", "--check", "--file", path))
                    .as(path)
                    .isEqualTo(new Tool.Result(0, ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("netplan: every file of its own")
    void netplan(Debian system) throws IOException {
        system.needs("netplan");
        Map<String, String> files = files("/60-ipv6-fleet.yaml");
        assertThat(files).hasSizeGreaterThan(4);
        Path file = folder.resolve("etc/netplan/60-ipv6-fleet.yaml");
        Files.createDirectories(file.getParent());
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Files.writeString(file, entry.getValue());
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            assertThat(system.run(folder, "netplan", "generate", "--root-dir", "{}"))
                    .as(entry.getKey())
                    .isEqualTo(new Tool.Result(0, ""));
        }
    }
}
