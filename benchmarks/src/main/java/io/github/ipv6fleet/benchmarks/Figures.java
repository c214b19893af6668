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
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
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

    /**
     * Memory that the operating system has handed out before: else a shot that gets to a page of the heap for the first
     * time waits for it, ten times as long as for planning, and the next shot does not.
     */
    private static final String[] TOUCHED_HEAP = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"};

    private static final String[] PARAMETERS = {"contender", "used", "distribution", "hosts", "interfaces"};

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
        String[] both = {"100000", "1000000"};
        Contender[] all = {
            Contender.IPV6FLEET,
            Contender.IPADDRESS,
            Contender.GUAVA_TREE,
            Contender.IPADDRESS_SORTED,
            Contender.GUAVA_TREE_SORTED,
            Contender.GUAVA_IMMUTABLE_SORTED
        };
        Contender[] quick =
                Stream.of(all).filter(each -> each != Contender.IPADDRESS).toArray(Contender[]::new);
        table(
                "Peers, warm: at least six seconds not counted, then ten times a second; ms",
                warm(both[0], all).jvmArgs(TOUCHED_HEAP));
        table("The same over a million; ms", warm(both[1], quick).jvmArgs(TOUCHED_HEAP));
        table("Peers, the first shot of a JVM; ms", first(both, quick));
        for (Contender slow : new Contender[] {Contender.IPADDRESS, Contender.IP_MATH}) {
            for (String used : both) {
                table("The first shot of a JVM, a row missing is over 60 s; ms", first(new String[] {used}, slow));
            }
        }
        table(
                "In a heap of 128 MB, warm; ms",
                warm(both[1], Contender.IPV6FLEET).jvmArgs("-Xmx128m"));
        table("With the JVM's default heap, warm; ms", warm(both[0], Contender.IPV6FLEET, Contender.GUAVA_TREE));
    }

    private static ChainedOptionsBuilder warm(String used, Contender... contenders) {
        return peersBenchmark(new String[] {used}, contenders);
    }

    private static ChainedOptionsBuilder first(String[] used, Contender... contenders) {
        return peersBenchmark(used, contenders)
                .mode(Mode.SingleShotTime)
                .warmupIterations(0)
                .measurementIterations(1);
    }

    private static ChainedOptionsBuilder peersBenchmark(String[] used, Contender... contenders) {
        return benchmark(PeersBenchmark.class)
                .param("contender", Stream.of(contenders).map(Enum::name).toArray(String[]::new))
                .param("used", used);
    }

    private void rest() throws RunnerException {
        text.append("%nThe first call in a fresh JVM; ms%n%n| what | least | median |%n|---|---|---|%n".formatted());
        row("first plan", FreshJvm.milliseconds(FRESH_JVMS, List.of(), List.of(), FirstCall.class, "plan"));
        row("first text read", FreshJvm.milliseconds(FRESH_JVMS, List.of(), List.of(), FirstCall.class, "parse"));
        renderingRow(List.of());
        renderingRow(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        table("ec2-sim in a heap of 512 MB, warm; µs", benchmark(SimulatorBenchmark.class));
        table("Pieces, warm; µs", benchmark(PiecesBenchmark.class).jvmArgs(TOUCHED_HEAP));
        table("Hosts that are pinned, warm; µs", benchmark(PinsBenchmark.class).jvmArgs(TOUCHED_HEAP));
    }

    private void renderingRow(List<String> flags) {
        String what = "user data of 10,000 hosts, on one core " + String.join(" ", flags);
        row(what.strip(), FreshJvm.milliseconds(RENDERING_JVMS, List.of("taskset", "-c", "0"), flags, Rendering.class));
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
