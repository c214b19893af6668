package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.text.Shown;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetRenderersTest {
    private static final FleetPlan PLAN = FleetSamples.procedure();

    private static FleetRenderer writing(String id, String... paths) {
        return FleetRenderer.of(
                id,
                plan -> List.of(paths).stream()
                        .map(path -> FleetFile.of(path, id))
                        .toList());
    }

    @Test
    void standard_isTableJsonAndPicture() {
        List<FleetFile> files = FleetRenderers.standard().render(PLAN);

        assertThat(FleetRenderers.standard().ids()).containsExactly("table", "json", "picture");
        assertThat(files).extracting(FleetFile::path).containsExactly("fleet.txt", "fleet.json", "fleet.mmd");
        assertThat(files).extracting(FleetFile::content).allMatch(text -> text.endsWith("\n"));
        assertThat(FleetPlan.fromJson(files.get(1).content())).isEqualTo(PLAN);
        assertThat(files.get(0).content().lines())
                .first()
                .isEqualTo(PLAN.toTable().lines().findFirst().orElseThrow());
    }

    @Test
    void with_aRendererOfOnesOwn_addsItsFiles() {
        FleetRenderer hosts = FleetRenderer.of(
                "hosts",
                plan -> List.of(FleetFile.of(
                        "etc/hosts",
                        plan.hosts().stream()
                                .map(host -> host.address() + " " + host.name() + "\n")
                                .collect(Collectors.joining()))));

        FleetRenderers more = FleetRenderers.standard().without("picture").with(hosts);

        assertThat(more.ids()).containsExactly("table", "json", "hosts");
        assertThat(more).hasToString("table, json, hosts");
        assertThat(more.render(PLAN)).contains(FleetFile.of("etc/hosts", """
                        2600:1f18:47b:ca03::1:1 instance-1
                        2600:1f18:47b:ca03::2:2 instance-2
                        """));
    }

    @Test
    void render_ofOneThatThrows_namesItAndTheFleet() {
        FleetRenderer faulty = FleetRenderer.of("zones", plan -> {
            throw new IllegalStateException("no zone");
        });

        assertThatThrownBy(() -> FleetRenderers.standard().with(faulty).render(PLAN))
                .hasMessageStartingWith("renderer zones, asked for fleet " + PLAN.name()
                        + ": threw java.lang.IllegalStateException: no zone; mend it");
    }

    @Test
    void with_knownId_replacesInPlace() {
        FleetRenderers other = FleetRenderers.standard().with(writing("table", "fleet.md"));

        assertThat(other.ids()).isEqualTo(FleetRenderers.standard().ids());
        assertThat(other.render(PLAN)).first().isEqualTo(FleetFile.of("fleet.md", "table"));
    }

    @Test
    void without_unknownId_namesThoseThereAre() {
        assertThatThrownBy(() -> FleetRenderers.standard().without("pitcure"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("renderer \"pitcure\": there is none of that id; there are table, json, picture");
    }

    @Test
    void render_ofTwoForOneFile_namesBoth() {
        FleetRenderers clash =
                FleetRenderers.standard().with(writing("mine", "fleet.txt")).with(writing("twice", "a", "a"));

        assertThatThrownBy(() -> clash.render(PLAN))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("renderers table and mine: both write fleet.txt; leave one out with"
                        + " without(\"table\"), or give both the same id")
                .hasMessageContaining("renderer twice: writes a twice; give each file its own path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/fleet.txt", "a//b", "../a", "a/..", "a/../b", ".", "a/", "a\\b", "a b", "c:a", "é"})
    void file_ofPathThatLeadsElsewhere_isRefused(String path) {
        assertThatThrownBy(() -> FleetFile.of(path, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file \"" + Shown.of(path) + "\": is not a plain relative path; write it as fleet.json or"
                        + " zones/example.org, no part of it empty or \"..\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet.txt", "zones/a.0.6.2.ip6.arpa", ".a", "...", "a/..b", "a+b@c,d=e~f-g_h"})
    void file_ofPlainPath_isTaken(String path) {
        assertThat(FleetFile.of(path, "").path()).isEqualTo(path);
    }
}
