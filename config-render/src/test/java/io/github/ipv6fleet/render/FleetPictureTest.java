package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.ipv6fleet.net.Ipv6Address;
import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The text of pictures; that Mermaid draws it so that people can read it is another test's matter. Golden files are
 * written again with {@code -Dipv6fleet.golden=write}.
 */
class FleetPictureTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    static Iterable<String> names() {
        return FleetSamples.golden().keySet();
    }

    private static List<String> pictures(FleetPlan plan) {
        return FleetRenderers.picture().render(plan).stream()
                .map(FleetFile::content)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void picture_ofSample_isItsGoldenFile(String name) throws IOException {
        Path file = FOLDER.resolve(name + ".mmd");
        List<String> texts = pictures(FleetSamples.golden().get(name));
        if ("write".equals(System.getProperty("ipv6fleet.golden"))) {
            Files.writeString(file, texts.get(0));
        }
        assertThat(texts).containsExactly(Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 7, 8, 50, 51, 120})
    @DisplayName("every host, address, block and network is there exactly once, over all pictures")
    void picture_showsEachThingOnce(int hosts) {
        FleetPlan plan = FleetSamples.prefixes(hosts);
        List<String> expected = new ArrayList<>();
        for (HostPlan host : plan.hosts()) {
            expected.add(host.name());
            expected.add(host.address().toString());
            expected.add("block " + host.containerBlock());
            expected.add("network " + host.containerNetwork());
            expected.add("bridge " + host.bridgeAddress());
        }

        assertThat(pictures(plan).stream().flatMap(FleetPictureTest::hostLines))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    @DisplayName("named containers are there once, the first six of a host; the number of others is said")
    void picture_showsNamedContainers() {
        String text = pictures(FleetSamples.namedContainers()).get(0);

        assertThat(text)
                .containsOnlyOnce("<i>web</i> 2600:1f18:47b:ca03:1:0:1:2<")
                .containsOnlyOnce("<i>end</i> 2600:1f18:47b:ca03:1:0:1:80\"")
                .containsOnlyOnce("<i>crawler-6</i> 2600:1f18:47b:ca03:2:0:1:7<br>and 2 more\"")
                .doesNotContain("crawler-7");
    }

    @Test
    @DisplayName("a run is its own network, which is not said twice; a subnet without an id is a subnet all the same")
    void picture_ofLittle_saysLittle() {
        Ipv6Block subnet = Ipv6Block.parse("2001:db8::/64");
        HostPlan host = HostPlan.builder("a", subnet, Ipv6Address.parse("2001:db8::4"), subnet.part(126, 2))
                .build();
        String text = pictures(FleetPlan.of("edge", List.of(host))).get(0);

        assertThat(text)
                .contains("title: \"edge: 1 host\"\n", "[\"<b>subnet</b> 2001:db8::/64\"]")
                .contains("block 2001:db8::8/126<br>bridge 2001:db8::9\"]")
                .doesNotContain("network");
    }

    @ParameterizedTest
    @MethodSource("largest")
    @DisplayName("what Mermaid draws by default is not exceeded: 50,000 characters, 500 links")
    void picture_ofMuch_isDrawnByDefault(FleetPlan plan) {
        for (String text : pictures(plan)) {
            long links =
                    text.lines().mapToLong(line -> count(" (~~~|---|&) ", line)).sum();

            assertThat(text).hasSizeLessThanOrEqualTo(50_000);
            assertThat(links).isBetween(1L, 500L);
        }
    }

    static List<FleetPlan> largest() {
        return List.of(FleetSamples.longest(120), FleetSamples.prefixes(120), FleetSamples.subnets(120));
    }

    @ParameterizedTest
    @MethodSource("largest")
    @DisplayName("no row is wider than 120 characters")
    void picture_ofMuch_isNotWide(FleetPlan plan) {
        for (String text : pictures(plan)) {
            int columns = text.lines()
                    .filter(line -> line.matches(" +net\\d+ ~~~ .*"))
                    .mapToInt(line -> 1 + (int) count(" & ", line))
                    .max()
                    .orElseThrow();
            int widest = hostLines(text).mapToInt(String::length).max().orElseThrow();

            assertThat(columns * widest).isLessThanOrEqualTo(120);
        }
    }

    @Test
    @DisplayName("more than fifty hosts have more pictures")
    void picture_ofMany_isSeveral() {
        assertThat(FleetRenderers.picture().render(FleetSamples.prefixes(101)))
                .extracting(
                        FleetFile::path,
                        file -> file.content().lines().skip(1).findFirst().orElseThrow())
                .containsExactly(
                        tuple("fleet.mmd", "title: \"edge: 101 hosts, 1 to 50\""),
                        tuple("fleet-2.mmd", "title: \"edge: 101 hosts, 51 to 100\""),
                        tuple("fleet-3.mmd", "title: \"edge: 101 hosts, 101 to 101\""));
    }

    @Test
    @DisplayName("README shows what the two hosts of 2018 are drawn with")
    void readme_showsThePicture() throws IOException {
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("```mermaid\n" + pictures(FleetSamples.procedure()).get(0) + "```\n");
    }

    private static long count(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    /** What is said about hosts, without markup. */
    private static Stream<String> hostLines(String text) {
        return Pattern.compile("^ +host\\d+\\[\"(.*)\"]$", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .flatMap(host -> Stream.of(host.group(1).split("<br>", -1)))
                .map(line -> line.replaceAll("<[^>]*>", ""));
    }
}
