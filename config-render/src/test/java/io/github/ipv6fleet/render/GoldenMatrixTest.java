package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every operating system, engine, exposure and block source, one line each: which variant of which part its user data is
 * made of, or why it cannot be. Each variant is a file, so that what many combinations share is there once. Written
 * again as {@link GoldenTest} says.
 */
class GoldenMatrixTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "matrix");
    private static final String INDEX = "index.txt";
    private static final String ENTRY = "- path: \"";

    private static final List<OperatingSystem> SYSTEMS = List.of(
            OperatingSystem.UBUNTU_24_04,
            OperatingSystem.UBUNTU_26_04,
            OperatingSystem.DEBIAN_12,
            OperatingSystem.DEBIAN_13);

    private static final Map<String, Function<HostProfile, UserData>> SOURCES = new LinkedHashMap<>();

    /** By part, each text that it has somewhere, with its number. */
    private static final Map<String, Map<String, Integer>> VARIANTS = new TreeMap<>();

    private static final List<String> LINES = new ArrayList<>();

    @BeforeAll
    static void renderAll() {
        SOURCES.put("run", profile -> of(Samples.addressRun(), profile));
        SOURCES.put("prefix", profile -> of(Samples.prefix(), profile));
        SOURCES.put("prefix+container", GoldenMatrixTest::withContainer);
        SOURCES.put(
                "by-ec2",
                profile ->
                        UserData.selfConfiguring(Renderers.standard(), profile).build());
        for (OperatingSystem system : SYSTEMS) {
            engines().forEach((engine, choice) -> {
                for (Exposure exposure : Exposure.values()) {
                    SOURCES.forEach((source, rendered) -> LINES.add(system.name() + " " + engine + " "
                            + exposure.name().toLowerCase(Locale.ROOT) + " " + source + ": "
                            + parts(choice.apply(HostProfile.builder().operatingSystem(system)), exposure, rendered)));
                }
            });
        }
    }

    private static Map<String, Function<HostProfile.Builder, HostProfile.Builder>> engines() {
        Map<String, Function<HostProfile.Builder, HostProfile.Builder>> engines = new LinkedHashMap<>();
        for (String version : List.of("20.10", "26.1", "28.5", "29")) {
            engines.put("docker-" + version, profile -> profile.engine(DockerEngine.of(version)));
        }
        engines.put("distribution", profile -> profile.engineSource(EngineSource.distribution()));
        engines.put("on-image", profile -> profile.engineSource(EngineSource.onImage()));
        return engines;
    }

    private static UserData of(HostPlan plan, HostProfile profile) {
        return UserData.of(Renderers.standard().render(plan, profile));
    }

    private static UserData withContainer(HostProfile profile) {
        HostProfile with = profile.toBuilder()
                .container(Container.of("web", "nginx:1.27").publish(80))
                .build();
        return of(profile.usesDocker0() ? Samples.prefix() : Samples.named(Samples.prefix(), "web"), with);
    }

    private static String parts(
            HostProfile.Builder profile, Exposure exposure, Function<HostProfile, UserData> rendered) {
        try {
            return variants(rendered.apply(profile.exposure(exposure).build()).text());
        } catch (PlanException e) {
            return "refused: " + e.problems().get(0);
        }
    }

    private static String variants(String document) {
        List<String> parts = new ArrayList<>();
        for (String part : document.split("(?m)^(?=" + ENTRY + "|runcmd:)", -1)) {
            String name = name(part);
            Map<String, Integer> texts = VARIANTS.computeIfAbsent(name, any -> new LinkedHashMap<>());
            parts.add(name + "=" + texts.computeIfAbsent(part, any -> texts.size() + 1));
        }
        return String.join(" ", parts);
    }

    private static String name(String part) {
        if (!part.startsWith(ENTRY)) {
            return part.startsWith("runcmd:") ? "tail" : "head";
        }
        String path = part.substring(ENTRY.length() + 1, part.indexOf('"', ENTRY.length()));
        return path.replace('/', '_');
    }

    /** What the folder holds, by name. */
    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put(INDEX, String.join("\n", LINES) + "\n");
        VARIANTS.forEach(
                (part, texts) -> texts.forEach((text, number) -> files.put(part + "." + number + ".yaml", text)));
        return files;
    }

    @Test
    @DisplayName("every combination is rendered from the parts that its line names, or refused as it says")
    void everyCombination_isItsGoldenLine() throws IOException {
        if ("write".equals(System.getProperty("ipv6fleet.golden"))) {
            write();
        }
        Map<String, String> golden = new TreeMap<>();
        try (Stream<Path> there = Files.list(FOLDER)) {
            for (Path file : there.toList()) {
                golden.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(files().get(INDEX)).isEqualTo(golden.get(INDEX));
        assertThat(files()).isEqualTo(golden);
    }

    private static void write() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> old = Files.list(FOLDER)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    @DisplayName(
            "each system, engine and exposure has a line, and on each system each exposure can be had by some engine")
    void noCombinationIsMissing() {
        assertThat(LINES).hasSize(SYSTEMS.size() * engines().size() * Exposure.values().length * SOURCES.size());
        for (OperatingSystem system : SYSTEMS) {
            for (Exposure exposure : Exposure.values()) {
                assertThat(LINES)
                        .as(system + " " + exposure)
                        .anyMatch(line -> line.startsWith(system.name() + " ")
                                && line.contains(" " + exposure.name().toLowerCase(Locale.ROOT) + " ")
                                && !line.contains(": refused:"));
            }
        }
    }
}
