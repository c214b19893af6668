package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.FleetPlan;
import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.render.internal.StandardRenderers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check passes what is right, and has a line for each wrong that is built in here. */
class RendererCheckTest {
    static List<HostRenderer> ours() {
        return StandardRenderers.all();
    }

    static List<FleetRenderer> oursOfFleets() {
        return List.of(FleetRenderers.table(), FleetRenderers.json(), FleetRenderers.picture());
    }

    @ParameterizedTest
    @MethodSource("ours")
    void check_ofOurs_passes(HostRenderer renderer) {
        RendererCheck.check(renderer);
    }

    @ParameterizedTest
    @MethodSource("oursOfFleets")
    void check_ofOursOfFleets_passes(FleetRenderer renderer) {
        RendererCheck.check(renderer);
    }

    private static HostConfig file(String path, String content) {
        return HostConfig.builder().file(path, 0644, content).build();
    }

    private static void fails(BiFunction<HostPlan, HostProfile, HostConfig> renderer, String expected) {
        assertThatThrownBy(() -> RendererCheck.check(HostRenderer.of("mine", renderer)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\n- " + expected);
    }

    @Test
    void check_ofWrongHostRenderers_saysWhat() {
        AtomicInteger count = new AtomicInteger();
        fails((plan, profile) -> file("/etc/a", "" + count.incrementAndGet()), "gives other bytes when asked again");
        fails(
                (plan, profile) -> null,
                "renders null; where there is nothing to say return an empty HostConfig (edge-1");
        fails((plan, profile) -> file("a", ""), "throws java.lang.IllegalArgumentException; what cannot be rendered");
        fails((plan, profile) -> file("/etc/a", "\r\n"), "has a NUL or a carriage return in /etc/a");
        fails((plan, profile) -> file("/etc/a", "\ud800"), "has half a surrogate pair in /etc/a");
        fails(
                (plan, profile) -> file("/etc/a.json", "{\"c\": \"" + profile.containers() + plan.name() + "\"} }"),
                "writes /etc/a.json, which is not JSON");
        fails(
                (plan, profile) -> file("/etc/docker/daemon.json", "{}"),
                "does not go together with the standard renderers (renderers docker-daemon and mine: both write");
    }

    @Test
    @DisplayName("unquoted words of a container break JSON, quoted names do not")
    void check_ofUnquotedJson_seesIt() {
        fails(
                (plan, profile) -> file(
                        "/etc/a.json",
                        profile.containers().stream()
                                .map(container -> "[\"" + container.command() + "\"]")
                                .findFirst()
                                .orElse("[]")),
                "writes /etc/a.json, which is not JSON");
    }

    @Test
    void check_ofRacyRenderer_seesIt() {
        AtomicReference<String> shared = new AtomicReference<>("");
        fails(
                (plan, profile) -> {
                    shared.set(plan.name() + profile);
                    LockSupport.parkNanos(1_000_000); // long enough for another thread to set it
                    return file("/etc/a", shared.get());
                },
                "gives other bytes, or throws, when several threads ask");
    }

    @Test
    void check_ofWrongIds_saysWhat() {
        AtomicInteger count = new AtomicInteger();
        HostRenderer changing = new HostRenderer() {
            @Override
            public String id() {
                return "a" + count.incrementAndGet();
            }

            @Override
            public HostConfig render(HostPlan plan, HostProfile profile) {
                return HostConfig.builder().build();
            }
        };

        assertThatThrownBy(() -> RendererCheck.check(changing)).hasMessageContaining("- id (is another one each time");
        assertThatThrownBy(() -> RendererCheck.check(HostRenderer.of(
                        "My One", (plan, profile) -> HostConfig.builder().build())))
                .hasMessageContaining("- id (My One is not one; give 1 to 63 lower-case letters");
    }

    @Test
    void check_ofSeveralProblems_saysAll() {
        assertThatThrownBy(() -> RendererCheck.check(FleetRenderer.of("Mine", plan -> null)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\n- id (Mine is not one")
                .hasMessageContaining("\n- renders null; where there is nothing to say return an empty list");
    }

    @Test
    void check_ofWrongFleetRenderers_saysWhat() {
        assertThatThrownBy(() -> RendererCheck.check(FleetRenderer.of("mine", RendererCheckTest::twice)))
                .hasMessageContaining("\n- writes a twice; give each file its own path (fleet edge-1)");
        assertThatThrownBy(() -> RendererCheck.check(
                        FleetRenderer.of("mine", plan -> List.of(FleetFile.of("fleet.json", "{}")))))
                .hasMessageContaining("\n- does not go together with the standard renderers");
        assertThatCode(() -> RendererCheck.check(FleetRenderer.of("mine", plan -> List.of())))
                .doesNotThrowAnyException();
    }

    private static List<FleetFile> twice(FleetPlan plan) {
        return List.of(FleetFile.of("a", plan.name()), FleetFile.of("a", ""));
    }
}
