package io.github.ipv6fleet.aws.internal;

import static io.github.ipv6fleet.aws.TestEc2.P;
import static io.github.ipv6fleet.aws.internal.VirtualTime.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.aws.FleetDiffers;
import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.plan.HostSpec;
import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.render.Exposure;
import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.HostRenderer;
import io.github.ipv6fleet.render.Renderers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Launching what was launched before, in simulated time. */
class RelaunchTest {

    @Test
    @DisplayName("a fleet that is launched and ended twenty times, EC2 forgetting each: it comes up, in under a minute")
    void launch_manyTimes() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(5))) {
            FleetSettings settings = time.settings(host("edge-1"));
            for (int cycle = 0; cycle < 20; cycle++) {
                Duration before = time.elapsed();
                assertThat(Launch.run(time.gateway(), settings).hosts()).hasSize(1);
                assertThat(time.elapsed().minus(before)).as("cycle " + cycle).isLessThan(Duration.ofMinutes(1));
                assertThat(Termination.run(time.gateway(), "edge").leftOver()).isEmpty();
                time.pass(Duration.ofMinutes(90));
            }
        }
    }

    @Test
    @DisplayName("a pinned host that somebody terminated is waited for and launched again, not refused")
    void launch_whilePinnedHostsEnd() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(40))) {
            HostSpec pinned = HostSpec.builder("a")
                    .address(P + ":1:1")
                    .containers(P + "7::/80")
                    .build();
            List<LaunchedHost> first =
                    Launch.run(time.gateway(), time.settings(pinned)).hosts();
            time.ec2()
                    .client()
                    .terminateInstances(r -> r.instanceIds(first.get(0).instanceId()));

            List<LaunchedHost> second =
                    Launch.run(time.gateway(), time.settings(pinned)).hosts();

            assertThat(second.get(0).containerBlock()).hasToString(P + "7::/80");
            assertThat(second.get(0).instanceId()).isNotEqualTo(first.get(0).instanceId());
        }
    }

    @Test
    @DisplayName("what another fleet holds is refused at once")
    void launch_ofWhatOthersHold_isRefusedAtOnce() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            HostSpec pinned = HostSpec.builder("a").containers(P + "7::/80").build();
            time.ec2()
                    .edge()
                    .name("other")
                    .host("a", h -> h.containers(P + "7::/80"))
                    .launch();
            assertThatThrownBy(() -> Launch.run(time.gateway(), time.settings(pinned)))
                    .isInstanceOf(PlanException.class);
            assertThat(time.elapsed()).isZero();
        }
    }

    @Test
    @DisplayName("hosts that run another recipe differ: open ports are not taken for closed ones")
    void launch_ofAnotherRecipe_differs() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Launch.run(time.gateway(), time.settings(Exposure.OPEN, Renderers.standard(), host("edge-1")));
            assertThatThrownBy(() -> Launch.run(time.gateway(), time.settings(host("edge-1"))))
                    .isInstanceOf(FleetDiffers.class)
                    .hasMessageContaining("open, asked for was")
                    .hasMessageContaining("published");
        }
    }

    @Test
    @DisplayName("hosts that other renderers made differ, also from those whose renderer says something else now")
    void launch_withOtherRenderers_differs() {
        try (VirtualTime time = new VirtualTime(Duration.ZERO)) {
            Launch.run(time.gateway(), withMotd(time, "hello"));

            assertThat(Launch.run(time.gateway(), withMotd(time, "hello"))
                            .report()
                            .writes())
                    .isZero();
            for (FleetSettings other : List.of(withMotd(time, "goodbye"), time.settings(host("edge-1")))) {
                assertThatThrownBy(() -> Launch.run(time.gateway(), other))
                        .isInstanceOf(FleetDiffers.class)
                        .hasMessageContaining("profile is Ubuntu 24.04 docker-29 published renderers-")
                        .hasMessageContaining("replace(\"edge-1\")");
            }
        }
    }

    private static FleetSettings withMotd(VirtualTime time, String text) {
        HostRenderer motd = HostRenderer.of(
                "motd",
                (host, profile) ->
                        HostConfig.builder().file("/etc/motd", 0644, text).build());
        return time.settings(Exposure.PUBLISHED, Renderers.standard().with(motd), host("edge-1"));
    }

    @Test
    @DisplayName("terminate() waits for hosts that somebody else is ending, and says that they are gone when they are")
    void terminate_whileHostsEnd() {
        try (VirtualTime time = new VirtualTime(Duration.ofSeconds(40))) {
            String id = Launch.run(time.gateway(), time.settings(host("edge-1")))
                    .hosts()
                    .get(0)
                    .instanceId();
            int interfaces = time.ec2().interfaces();
            time.ec2().client().terminateInstances(r -> r.instanceIds(id));

            var report = Termination.run(time.gateway(), "edge");

            assertThat(report.terminated()).containsExactly(id);
            assertThat(report.leftOver()).isEmpty();
            assertThat(time.ec2().interfaces()).isEqualTo(interfaces - 1);
        }
    }
}
