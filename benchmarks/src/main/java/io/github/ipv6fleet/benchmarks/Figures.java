package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.benchmarks.peers.Contender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** Runs everything that docs/benchmarks.md shows, and writes it as tables to the file that is named. */
public final class Figures {
    private static final int FRESH_JVMS = 21;
    private static final int RENDERING_JVMS = 5;

    private static final String[] PARAMETERS = {"contender", "used", "distribution", "hosts"};

    private final StringBuilder text = new StringBuilder();

    private Figures() {}

    /** Runs all; the argument is the file. */
    public static void main(String[] arguments) throws RunnerException {
        Figures figures = new Figures();
        figures.machine();
        figures.text.append("%n".formatted()).append(Answers.compared());
        figures.peers();
        figures.rest();
        try {
            Files.writeString(Path.of(arguments[0]), figures.text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void machine() {
        text.append("%s, %s, %d cores, Java %s (%s)%n"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        System.getProperty("java.vm.name")));
    }

    private void peers() throws RunnerException {
        String[] quick = {
            Contender.IPV6FLEET.name(),
            Contender.IPADDRESS.name(),
            Contender.GUAVA_TREE.name(),
            Contender.GUAVA_IMMUTABLE.name()
        };
        table("Peers, warm: 10 shots not counted, then 10; ms", peersBenchmark(1, 10, 10, quick));
        table("Peers, the first shot of a JVM; ms", peersBenchmark(3, 0, 1, quick));
        table("Peers, the first shot of a JVM; ms", peersBenchmark(1, 0, 1, Contender.IP_MATH.name()));
        table(
                "In a heap of 128 MB, warm; ms",
                peersBenchmark(1, 10, 10, Contender.IPV6FLEET.name()).jvmArgs("-Xmx128m"));
    }

    private static ChainedOptionsBuilder peersBenchmark(int forks, int warmups, int shots, String... contenders) {
        return benchmark(PeersBenchmark.class)
                .param("contender", contenders)
                .forks(forks)
                .warmupIterations(warmups)
                .measurementIterations(shots);
    }

    private void rest() throws RunnerException {
        text.append("%nThe first call in a fresh JVM; ms%n%n| what | least | median |%n|---|---|---|%n".formatted());
        row("first plan", FreshJvm.milliseconds(FRESH_JVMS, List.of(), FirstCall.class, "plan"));
        row("first text read", FreshJvm.milliseconds(FRESH_JVMS, List.of(), FirstCall.class, "parse"));
        row(
                "user data of 10,000 hosts, on one core",
                FreshJvm.milliseconds(RENDERING_JVMS, List.of("taskset", "-c", "0"), Rendering.class));
        table("Pieces, warm; µs", benchmark(PiecesBenchmark.class));
        table("Hosts that are pinned, warm; µs", benchmark(PinsBenchmark.class));
    }

    private static ChainedOptionsBuilder benchmark(Class<?> benchmark) {
        return new OptionsBuilder().include(benchmark.getName());
    }

    private void table(String title, ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        text.append("%n%s%n%n| what | least | median |%n|---|---|---|%n".formatted(title));
        for (RunResult result : results) {
            Statistics shots = result.getPrimaryResult().getStatistics();
            text.append("| %s | %s | %s |%n"
                    .formatted(name(result), rounded(shots.getMin()), rounded(shots.getPercentile(50))));
        }
    }

    private void row(String what, List<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        text.append("| %s | %s | %s |%n".formatted(what, rounded(sorted.get(0)), rounded(median)));
    }

    private static String name(RunResult result) {
        List<String> words = new ArrayList<>();
        String benchmark = result.getParams().getBenchmark();
        words.add(benchmark.substring(benchmark.lastIndexOf('.') + 1));
        for (String parameter : PARAMETERS) {
            String value = result.getParams().getParam(parameter);
            if (value != null) {
                words.add(value.toLowerCase(Locale.ROOT));
            }
        }
        return String.join(" ", words);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }
}
