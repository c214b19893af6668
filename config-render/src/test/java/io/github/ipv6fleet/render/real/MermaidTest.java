package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.net.Ipv6Block;
import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.FleetFile;
import io.github.ipv6fleet.render.FleetRenderers;
import io.github.ipv6fleet.render.FleetSamples;
import io.github.ipv6fleet.render.real.Drawing.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Mermaid in a real browser draws our pictures, and what it draws can be read. */
@Tag("parsers")
class MermaidTest {
    /** The width that GitHub gives to a picture in a file; a wider one is made smaller. */
    private static final double PAGE = 860;

    private static final double SMALLEST_LETTERS = 10;

    private static final String[] HOSTILE = {
        "\"",
        "#",
        "<",
        ">",
        "[",
        "]",
        "(",
        "`",
        "end",
        "&lt;",
        "#quot;",
        "#35;",
        "%%",
        ";",
        "-->",
        "style",
        ":",
        "{",
        "}",
        "\\",
        "<script>alert(1)</script>",
        "**b**",
        "fa:fa-car",
        "$$x$$",
        "classDef",
        "_",
        " ",
        "'",
        "|",
        "~~~",
        "@{",
        "\\n",
        "&amp;",
        "1. ",
        "- ",
        "http://a.b/c"
    };

    private final long seed = Long.getLong("ipv6fleet.seed", new Random().nextLong());

    @TempDir
    Path folder;

    @BeforeEach
    void mermaidIsHere() {
        Drawing.needed();
    }

    private static List<String> pictures(FleetPlan plan) {
        return FleetRenderers.picture().render(plan).stream()
                .map(FleetFile::content)
                .toList();
    }

    @Test
    @DisplayName("nothing overlaps, text fits its box, and its letters can be read where a page shows it")
    void mermaid_ofSamples_drawsWhatCanBeRead() throws IOException {
        List<FleetPlan> plans = new ArrayList<>(FleetSamples.golden().values());
        IntStream.of(1, 4, 5, 51).mapToObj(FleetSamples::prefixes).forEach(plans::add);
        plans.add(FleetSamples.longest(50));
        List<String> texts = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (FleetPlan plan : plans) {
            texts.addAll(pictures(plan));
            plan.hosts().forEach(host -> hosts.add(host.name() + "\n" + host.address()));
        }

        List<Drawing> drawings = Drawing.of(folder, texts);

        assertThat(drawings).hasSameSizeAs(texts);
        for (Drawing drawing : drawings) {
            assertThat(drawing.refusal()).isEmpty();
            assertCanBeRead(drawing);
        }
        assertThat(drawings.stream()
                        .flatMap(drawing -> drawing.nodes().stream())
                        .map(Node::text)
                        .filter(text -> text.contains("\nblock "))
                        .map(text -> text.lines().limit(2).collect(Collectors.joining("\n"))))
                .containsExactlyInAnyOrderElementsOf(hosts);
    }

    private static void assertCanBeRead(Drawing drawing) {
        double scale = Math.min(1, PAGE / drawing.page().width());
        List<Node> nodes = drawing.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            assertThat(node.letters() * scale).as(node.text()).isGreaterThanOrEqualTo(SMALLEST_LETTERS);
            assertThat(node.box().contains(node.label(), 1))
                    .as("%s in its box", node)
                    .isTrue();
            assertThat(drawing.page().contains(node.box(), 1))
                    .as("%s in the picture", node)
                    .isTrue();
            for (Node other : nodes.subList(0, i)) {
                assertThat(node.box().overlaps(other.box()))
                        .as("%s over %s", node, other)
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("whatever a subnet is called is shown, punctuation in full width, and nothing else changes")
    void mermaid_ofHostileIds_showsThem() throws IOException {
        Random random = new Random(seed);
        List<HostPlan> hosts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String id = i < HOSTILE.length
                    ? HOSTILE[i]
                    : IntStream.range(0, 2 + random.nextInt(4))
                            .mapToObj(part -> HOSTILE[random.nextInt(HOSTILE.length)])
                            .collect(Collectors.joining());
            Ipv6Block subnet = Ipv6Block.parse("2001:db8:0:%x::/64".formatted(i + 1));
            hosts.add(HostPlan.builder("end-" + i, subnet, subnet.first().plus(4), subnet.part(80, 1))
                    .subnetId(id)
                    .build());
        }

        List<Drawing> drawings = Drawing.of(folder, pictures(FleetPlan.of("end", hosts)));

        String replay = "replay with -Dipv6fleet.seed=" + seed;
        assertThat(drawings).as(replay).extracting(Drawing::refusal).containsOnly("");
        assertThat(drawings.stream().flatMap(drawing -> drawing.nodes().stream()))
                .as(replay)
                .extracting(Node::text)
                .filteredOn(text -> text.contains("::/64"))
                .containsExactlyInAnyOrderElementsOf(
                        hosts.stream().map(MermaidTest::shown).toList());
    }

    private static String shown(HostPlan host) {
        return Pattern.compile("[\\p{Punct}&&[^.-]]").matcher(host.subnetId()).replaceAll(found -> twin(found.group()))
                + " " + host.subnet();
    }

    private static String twin(String character) {
        return Character.toString(character.charAt(0) - '!' + '\uff01');
    }

    @Test
    @DisplayName("the check can fail: a careless text is refused, a wide one has letters too small to read")
    void mermaid_ofCarelessText_isSeen() throws IOException {
        String wide = "flowchart LR\n"
                + IntStream.range(0, 40)
                        .mapToObj(i -> "host" + i + "[\"2001:db8::" + i + "\"]")
                        .collect(Collectors.joining(" --- "));

        List<Drawing> drawings = Drawing.of(folder, List.of("flowchart TB\n  a[a [b]]\n", wide));

        assertThat(drawings.get(0).refusal()).contains("Parse error");
        assertThat(PAGE / drawings.get(1).page().width() * 16).isLessThan(SMALLEST_LETTERS);
    }
}
