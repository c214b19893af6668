package io.github.ipv6fleet.verification.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was measured while a scenario was played: a file beside its evidence, a line for each figure, in seconds. */
final class Figures {
    private final Path file;

    Figures(Path evidence) {
        this.file = evidence.resolve("figures.txt");
    }

    void note(Figure figure, Duration took) {
        String line = String.format(Locale.ROOT, "%s %.1f%n", figure.key(), took.toMillis() / 1e3);
        System.out.printf("measured: %s %.1f s%n", figure.title(), took.toMillis() / 1e3);
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Returns what was noted in seconds; what was not is not there. */
    Map<Figure, Double> read() {
        Map<Figure, Double> read = new EnumMap<>(Figure.class);
        if (!Files.exists(file)) {
            return read;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", -1);
                read.put(Figure.valueOf(words[0].toUpperCase(Locale.ROOT)), Double.valueOf(words[1]));
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
