package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.HostPlan;
import io.github.ipv6fleet.plan.PlanException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of declared containers; their files as a whole are in the golden files. */
class ContainerRenderTest {
    private static HostConfig render(HostPlan plan, Exposure exposure, Container... containers) {
        return render(Renderers.standard(), plan, exposure, containers);
    }

    private static HostConfig render(Renderers renderers, HostPlan plan, Exposure exposure, Container... containers) {
        HostProfile.Builder profile = HostProfile.builder().exposure(exposure);
        List.of(containers).forEach(profile::container);
        return renderers.render(plan, profile.build());
    }

    private static String run(HostConfig config, String container) {
        return config.file("/etc/systemd/system/ipv6-fleet-container-" + container + ".service")
                .orElseThrow()
                .content()
                .lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void run_ofNamedContainer_hasThePlansAddress_theOtherNone() {
        HostConfig config = render(
                Samples.named(Samples.prefix(), "first", "web"),
                Exposure.PUBLISHED,
                Container.of("web", "nginx"),
                Container.of("job", "busybox"));

        assertThat(run(config, "web")).contains(" --ip6=2600:1f18:47b:ca03:1:0:1:3 ");
        assertThat(run(config, "job")).contains(" --network=ipv6fleet busybox");
    }

    @Test
    void run_publishes_whereThatOpensThePortAndNothingElse() {
        Container web = Container.of("web", "nginx").publish(80);
        Container mapped = web.publish(PublishedPort.udp(53).fromHost(5353));

        assertThat(run(render(Samples.prefix(), Exposure.PUBLISHED, web), "web"))
                .contains(" --publish=80/tcp ");
        assertThat(run(render(Samples.prefix(), Exposure.OPEN, web), "web")).doesNotContain("--publish");
        assertThat(run(render(Samples.prefix(), Exposure.OPEN_DOCKER0_2018, mapped), "web"))
                .contains(" --network=bridge --publish=5353:53/udp nginx");
    }

    @Test
    void render_ofNamedContainersOnDocker0_isRefused() {
        HostPlan plan = Samples.named(Samples.prefix(), "web");

        assertThatThrownBy(() -> render(plan, Exposure.OPEN_DOCKER0_2018))
                .isInstanceOf(PlanException.class)
                .hasMessage("containers web of instance-1: an address on docker0 cannot be pinned; take another"
                        + " exposure than OPEN_DOCKER0_2018, or name no containers");
    }

    @Test
    void render_ofMoreContainersThanAddresses_isRefused() {
        HostPlan plan = Samples.named(Samples.addressRun(), "web");
        Container one = Container.of("one", "busybox");

        assertThat(render(plan, Exposure.PUBLISHED, one).files()).isNotEmpty();
        assertThatThrownBy(() -> render(plan, Exposure.PUBLISHED, one, Container.of("two", "busybox")))
                .isInstanceOf(PlanException.class)
                .hasMessage("host instance-1: 2 containers without an address in the plan: its container network"
                        + " 2600:1f18:47b:ca03::8/126 has 1 for them beside those of web; name them in the plan,"
                        + " declare fewer, or choose a larger block");
    }

    @Test
    void compose_saysWhatTheUnitsSay_backFromAnotherParser() {
        HostConfig config = render(
                Renderers.standard().with(Renderers.compose()),
                Samples.named(Samples.prefix(), "web"),
                Exposure.PUBLISHED,
                Container.of("web", "nginx")
                        .publish(80)
                        .command("no", "$HOME: \"1e3\"\n")
                        .restart(RestartPolicy.NEVER));
        Parsed compose = Parsed.of(
                config.file("/etc/ipv6-fleet/compose.yaml").orElseThrow().content());

        assertThat(compose.at("services", "web", "command").value()).isEqualTo(List.of("no", "$$HOME: \"1e3\"\n"));
        assertThat(compose.at("services", "web", "restart").value()).isEqualTo("no");
        assertThat(compose.at("services", "web", "ports").value()).isEqualTo(List.of("80/tcp"));
        assertThat(compose.at("services", "web", "networks", "ipv6fleet", "ipv6_address")
                        .value())
                .isEqualTo("2600:1f18:47b:ca03:1:0:1:2");
        assertThat(compose.at("networks", "ipv6fleet", "external").value()).isEqualTo(true);
    }

    @Test
    void composeFile_isPlacedAsItIs() {
        String text = "services: {}\n";
        HostConfig config =
                render(Renderers.standard().with(Renderers.composeFile(text)), Samples.prefix(), Exposure.PUBLISHED);

        assertThat(config.file("/etc/ipv6-fleet/compose.yaml"))
                .contains(HostFile.of("/etc/ipv6-fleet/compose.yaml", 0600, text));
        assertThat(config.commands(Phase.CONTAINERS))
                .extracting(HostCommand::step)
                .containsExactly("self-test", "compose up");
        assertThatThrownBy(() -> Renderers.composeFile(" \n")).hasMessageContaining("is empty");
    }

    @Test
    void firewall_ofEngineThatFiltersNothing_opensDeclaredPorts() {
        HostProfile profile = Samples.profile("26.1", Exposure.PUBLISHED).toBuilder()
                .container(Container.of("web", "nginx").publish(443))
                .container(Container.of("dns", "knot").publishUdp(53))
                .build();
        HostConfig config = Renderers.standard().render(Samples.named(Samples.prefix(), "web"), profile);

        assertThat(config.file("/etc/ipv6-fleet/firewall.nft").orElseThrow().content())
                .contains("elements = { 2600:1f18:47b:ca03:1:0:1:2 . tcp . 443 }", "elements = { udp . 53 }");
    }

    @Test
    void profile_thatPublishesWhereNothingIsOpen_isRefused() {
        assertThatThrownBy(() -> render(
                        Samples.prefix(),
                        Exposure.EGRESS_ONLY,
                        Container.of("web", "nginx").publish(80)))
                .hasMessage("container web: ports [80/tcp]: exposure EGRESS_ONLY opens none; publish none, or take"
                        + " PUBLISHED");
    }
}
