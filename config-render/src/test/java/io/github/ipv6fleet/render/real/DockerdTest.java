package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.DockerEngine;
import io.github.ipv6fleet.render.HostFile;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every daemon.json of ours is read by the engine that it is for, or the nearest that Debian has. */
@Tag("parsers")
class DockerdTest {
    private static final Pattern ENGINE = Pattern.compile("engine-([0-9.]+)");

    @TempDir
    Path folder;

    static Stream<Arguments> files() {
        return Samples.golden().entrySet().stream()
                .flatMap(sample -> sample.getValue().files().stream()
                        .filter(file -> file.path().endsWith("/etc/docker/daemon.json"))
                        .map(file -> Arguments.of(engine(file.path() + " " + sample.getKey()), sample.getKey(), file)));
    }

    /** A tree for one of several engines says which; else the sample's name does. */
    private static DockerEngine engine(String names) {
        Matcher engine = ENGINE.matcher(names);
        assertThat(engine.find()).as(names).isTrue();
        return DockerEngine.of(engine.group(1));
    }

    private Tool.Result read(DockerEngine engine, String json) throws IOException {
        return Dockerd.nearest(engine).read(Files.writeString(folder.resolve("daemon.json"), json));
    }

    @ParameterizedTest
    @MethodSource("files")
    void read_ofSample_isTaken(DockerEngine engine, String name, HostFile file) throws IOException {
        // No Debian has 29; 28 must refuse its file for the one key that is new, and for nothing else.
        String newKey = "\n  \"firewall-backend\": \"iptables\",";
        String json = file.content();
        if (engine.isAtLeast(29)) {
            assertThat(read(engine, json).output())
                    .contains("don't match any configuration option: firewall-backend\n");
            json = json.replace(newKey, "").replace(newKey.replace(",", ""), "");
        }

        Tool.Result result = read(engine, json);

        assertThat(result.status()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10", "26.1", "28.5"})
    void read_ofBrokenFile_isRefused(String version) throws IOException {
        DockerEngine engine = DockerEngine.of(version);

        assertThat(read(engine, "{}").status()).isZero();
        for (String json : List.of("{\"fixed-cidr-v7\": \"2001:db8::/80\"}", "{\"ipv6\": \"true\"}", "{")) {
            assertThat(read(engine, json).status()).as(json).isOne();
        }
    }

    @Test
    void files_areOfEveryEngine() {
        assertThat(files().map(file -> file.get()[0].toString()).distinct())
                .containsExactlyInAnyOrder("Docker 20.10", "Docker 26.1", "Docker 28", "Docker 28.5", "Docker 29");
    }
}
