package io.github.ipv6fleet.benchmarks;

import io.github.ipv6fleet.ec2sim.Ec2SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a program waits for that plans and ends, beside one that makes the same calls with the SDK alone: from {@code main}
 * to the last line printed, and the whole process. Each run is a JVM of its own, the two in turn; EC2 is an ec2-sim in
 * another process.
 */
public final class StartUp {
    private static final int RUNS = 10;
    private static final int NOT_COUNTED = 2;
    private static final String SUBNET = "subnet-09a931730fa9e0000";
    private static final String GROUP = "sg-0eaf4395729820000";
    private static final List<Class<?>> PROGRAMS = List.of(PlanOnce.class, DescribeOnce.class);

    private static final String HEAD = """
            %s, %s, %d cores, Java %s

            | JVM | plan, ms | SDK alone, ms | ratio | process that plans, ms | SDK alone, ms | ratio |
            |---|---|---|---|---|---|---|
            """;

    private final String endpoint;
    private final Path folder;

    private StartUp(String endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** Measures, and writes the table to the file that is given. */
    public static void main(String[] arguments) throws IOException {
        Path table = Path.of(arguments[0]);
        Path folder = Files.createTempDirectory("start-up");
        Process ec2 = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ec2SimulatorMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(ec2.getInputStream(), StandardCharsets.UTF_8))) {
            String ready = String.valueOf(said.readLine());
            StartUp measure = new StartUp(ready.substring(ready.indexOf("http://")), folder);
            StringBuilder text = new StringBuilder(HEAD.formatted(
                    LocalDate.now(ZoneOffset.UTC),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version")));
            measure.jvms().forEach((name, flags) -> text.append(measure.row(name, flags)));
            Files.writeString(table, text);
        } finally {
            ec2.destroy();
        }
    }

    /** Flags by name; {@code %s} is a file of the program's own. */
    private Map<String, List<String>> jvms() {
        Map<String, List<String>> jvms = new LinkedHashMap<>();
        jvms.put("no flags", List.of());
        jvms.put("`-XX:TieredStopAtLevel=1 -XX:+UseSerialGC`", List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        String archive = folder.resolve("%s.jsa").toString();
        jvms.put(
                "AppCDS",
                train(List.of("-XX:ArchiveClassesAtExit=" + archive), List.of("-XX:SharedArchiveFile=" + archive)));
        jvms.put(
                "AppCDS, and the flags above",
                List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= 25) {
            String cache = folder.resolve("%s.aot").toString();
            jvms.put("AOT cache", train(List.of("-XX:AOTCacheOutput=" + cache), List.of("-XX:AOTCache=" + cache)));
        }
        return jvms;
    }

    private List<String> train(List<String> training, List<String> use) {
        List<String> quiet = new ArrayList<>(training);
        quiet.add("-Xlog:disable"); // else which classes are left out is said among what the program prints
        PROGRAMS.forEach(program -> run(program, quiet));
        return use;
    }

    private String row(String name, List<String> flags) {
        Map<Class<?>, List<Run>> runs = new LinkedHashMap<>();
        for (int i = 0; i < NOT_COUNTED + RUNS; i++) {
            for (Class<?> program : PROGRAMS) {
                Run run = run(program, flags);
                if (i >= NOT_COUNTED) {
                    runs.computeIfAbsent(program, p -> new ArrayList<>()).add(run);
                }
            }
        }
        double[] best = new double[4];
        for (int i = 0; i < PROGRAMS.size(); i++) {
            List<Run> all = runs.getOrDefault(PROGRAMS.get(i), List.of());
            best[i] = all.stream().mapToDouble(Run::fromMain).min().orElseThrow();
            best[i + 2] = all.stream().mapToDouble(Run::process).min().orElseThrow();
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.0f | %.0f | %.2f |%n",
                name,
                best[0],
                best[1],
                best[0] / best[1],
                best[2],
                best[3],
                best[2] / best[3]);
    }

    private record Run(double fromMain, double process) {}

    private Run run(Class<?> program, List<String> flags) {
        List<String> all = new ArrayList<>(List.of(
                "-Daws.endpointUrlEc2=" + endpoint,
                "-Daws.region=us-east-1",
                "-Daws.accessKeyId=anybody",
                "-Daws.secretAccessKey=nothing"));
        flags.forEach(flag -> all.add(flag.replace("%s", program.getSimpleName())));
        long start = System.nanoTime();
        String said = FreshJvm.said(List.of(), all, program, SUBNET, GROUP);
        double process = (System.nanoTime() - start) / 1e6;
        return new Run(Long.parseLong(said.substring(said.lastIndexOf('\n') + 1)) / 1e3, process);
    }
}
