package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.aws.LaunchShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Runs the launches that docs/scale.md shows, each in a JVM of its own with a heap of 512 MB, and writes their table. */
public final class Launches {
    private static final int[] HOSTS = {10, 100, 1_000, 10_000};

    private static final String HEAD = """
            %s, %s, %d cores, Java %s, -Xmx512m

            | hosts | shape | seconds | bound | ratio | bound by | writes | reads before | reads after / looks | throttled | real seconds | CPU seconds of the JVM | heap held, MB |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private Launches() {}

    /** Runs all; the argument is the file. */
    public static void main(String[] arguments) throws IOException {
        Path table = Path.of(arguments[0]);
        Files.writeString(
                table,
                HEAD.formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version")));
        for (int hosts : HOSTS) {
            for (LaunchShape shape : LaunchShape.values()) {
                String row =
                        FreshJvm.said(List.of(), List.of("-Xmx512m"), SimulatedLaunch.class, shape.name(), "" + hosts);
                Files.writeString(table, row + "\n", StandardOpenOption.APPEND);
            }
        }
    }
}
