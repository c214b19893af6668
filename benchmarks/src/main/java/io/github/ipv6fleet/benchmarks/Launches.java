package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.aws.LaunchShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Runs the launches that docs/scale.md shows, each in a JVM of its own with a heap of 512 MB, and writes their table. */
public final class Launches {
    private static final int[] HOSTS = {10, 100, 1_000, 10_000};

    private Launches() {}

    /** Runs all; the argument is the file. */
    public static void main(String[] arguments) throws IOException {
        StringBuilder text = new StringBuilder(
                """
                %s, %s, %d cores, Java %s, -Xmx512m

                | hosts | shape | seconds | bound | ratio | bound by | writes | reads before | reads after / looks | throttled | real seconds | heap held, MB |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                """
                        .formatted(
                                LocalDate.now(ZoneOffset.UTC),
                                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("java.version")));
        for (LaunchShape shape : LaunchShape.values()) {
            for (int hosts : HOSTS) {
                text.append(FreshJvm.said(
                                List.of(), List.of("-Xmx512m"), SimulatedLaunch.class, shape.name(), "" + hosts))
                        .append('\n');
            }
        }
        Files.writeString(Path.of(arguments[0]), text);
    }
}
