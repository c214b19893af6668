package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.plan.SpecProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenderersTest {
    private static HostRenderer writing(String id, String path) {
        return HostRenderer.of(
                id, (plan, profile) -> HostConfig.builder().file(path, 0644, id).build());
    }

    private static HostConfig render(Renderers renderers) {
        return renderers.render(Samples.addressRun(), HostProfile.DEFAULT);
    }

    @Test
    void standard_isWhatTheDocumentationSays() {
        assertThat(Renderers.standard().ids())
                .containsExactly(
                        "host-name",
                        "apt",
                        "cloud-init",
                        "netplan",
                        "networkd",
                        "host-address",
                        "forwarding",
                        "docker-daemon",
                        "docker-install",
                        "firewall",
                        "docker-start",
                        "docker-network",
                        "containers",
                        "self-test");
    }

    @Test
    void with_newId_addsAtTheEnd() {
        Renderers more = Renderers.standard().with(writing("motd", "/etc/motd"));

        assertThat(more.ids()).endsWith("self-test", "motd");
        assertThat(render(more).file("/etc/motd")).contains(HostFile.of("/etc/motd", 0644, "motd"));
        assertThat(Renderers.standard().ids()).doesNotContain("motd");
    }

    @Test
    void with_knownId_replacesInPlace() {
        Renderers other = Renderers.standard().with(writing("netplan", "/etc/netplan/60-ipv6-fleet.yaml"));

        assertThat(other.ids()).isEqualTo(Renderers.standard().ids());
        assertThat(render(other)
                        .file("/etc/netplan/60-ipv6-fleet.yaml")
                        .orElseThrow()
                        .content())
                .isEqualTo("netplan");
    }

    @Test
    void without_leavesOneOut() {
        assertThat(render(Renderers.standard().without("docker-daemon")).file("/etc/docker/daemon.json"))
                .isEmpty();
        assertThatThrownBy(() -> Renderers.standard().without("dokcer"))
                .hasMessage("renderer \"dokcer\": there is none of that id; there are host-name, apt, cloud-init,"
                        + " netplan, networkd, host-address, forwarding, docker-daemon, docker-install, firewall,"
                        + " docker-start, docker-network, containers, self-test");
    }

    @Test
    void render_ofTwoForOneFile_namesBoth() {
        Renderers clash = Renderers.standard().with(writing("mine", "/etc/docker/daemon.json"));

        assertThatThrownBy(() -> render(clash))
                .isInstanceOf(PlanException.class)
                .hasMessage("renderers docker-daemon and mine: both write /etc/docker/daemon.json; leave one out with"
                        + " without(\"docker-daemon\"), or give both the same id");
    }

    @Test
    void with_anIdThatIsNone_isRefused() {
        assertThatThrownBy(() -> Renderers.standard().with(writing("My motd", "/etc/motd")))
                .hasMessageMatching(
                        "renderer .*HostRenderer\\$1: its id \"My motd\" is not one; give 1 to 63 lower-case"
                                + " letters, digits and single hyphens, such as docker-install");
        assertThatThrownBy(() -> FleetRenderers.standard().with(FleetRenderer.of("", plan -> List.of())))
                .hasMessageContaining("its id \"\" is not one");
    }

    @Test
    void render_ofOneThatThrows_namesItAndTheHost() {
        Renderers renderers = Renderers.standard()
                .with(HostRenderer.of(
                        "motd",
                        (plan, profile) ->
                                HostConfig.builder().file("motd", 0644, "").build()));

        assertThatThrownBy(() -> render(renderers))
                .isInstanceOf(PlanException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("renderer motd, asked for host instance-1: threw"
                        + " java.lang.IllegalArgumentException: file \"motd\": is not a plain absolute path;")
                .hasMessageEndingWith("mend it: RendererCheck.check(...) in a test of it shows when");
        assertThatThrownBy(() -> render(Renderers.standard().with(HostRenderer.of("motd", (plan, profile) -> null))))
                .hasMessageContaining("renderer motd, asked for host instance-1: returned null");
    }

    @Test
    void render_ofOneThatRefuses_passesOnWhatItSays() {
        PlanException refusal = new PlanException(List.of(new SpecProblem("host", "has no role", "give it one")));
        Renderers refusing = Renderers.standard().with(HostRenderer.of("roles", (plan, profile) -> {
            throw refusal;
        }));

        assertThatThrownBy(() -> render(refusing)).isSameAs(refusal);
    }

    private static String fingerprint(Renderers renderers) {
        return renderers.fingerprint(HostProfile.DEFAULT);
    }

    @Test
    void fingerprint_tellsWhatIsNotStandard() {
        Renderers standard = Renderers.standard();
        HostRenderer motd = writing("motd", "/etc/motd");

        assertThat(fingerprint(standard)).isEmpty();
        assertThat(fingerprint(standard.with(motd).without("motd"))).isEmpty();
        assertThat(fingerprint(standard.with(motd)))
                .matches("[0-9a-f]{8}")
                .isEqualTo(fingerprint(standard.with(writing("motd", "/etc/motd"))));
        assertThat(List.of(
                        fingerprint(standard.with(motd)),
                        fingerprint(standard.with(writing("motd", "/etc/motd.d/a"))),
                        fingerprint(standard.with(motd).with(writing("b", "/etc/b"))),
                        fingerprint(standard.with(writing("b", "/etc/b")).with(motd)),
                        fingerprint(standard.without("firewall")),
                        fingerprint(standard.with(writing("firewall", "/etc/nftables.conf")))))
                .as("each another one")
                .doesNotHaveDuplicates();
    }

    @Test
    void fingerprint_ofThisLibrarysOwn_isNotTheirWork() {
        String one = fingerprint(Renderers.standard().with(Renderers.composeFile("services: {}\n")));

        assertThat(one).isNotEqualTo(fingerprint(Renderers.standard().with(Renderers.composeFile("services:\n"))));
        // Of texts that are the caller's alone, so they stay what they are in every release.
        assertThat(one).isEqualTo("2c4f0363");
        assertThat(fingerprint(Renderers.standard().with(Renderers.compose()))).isEqualTo("2deaafe6");
        assertThat(fingerprint(Renderers.standard().with(writing("motd", "/etc/motd"))))
                .isEqualTo("5deede63");
        assertThat(fingerprint(Renderers.standard().without("firewall"))).isEqualTo("8697456f");
    }

    @Test
    void render_ofOneWhoseClassIsNotThere_namesIt() {
        HostRenderer broken = HostRenderer.of("broken", (plan, profile) -> {
            throw new NoClassDefFoundError("com/example/Gone");
        });

        assertThatThrownBy(() -> render(Renderers.standard().with(broken)))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(
                        "renderer broken, asked for host instance-1: threw java.lang.NoClassDefFoundError");
    }

    @Test
    void fingerprint_ofOneThatKnowsItsOwnHostsOnly_isItsId() {
        HostRenderer roles = HostRenderer.of(
                "roles",
                (plan, profile) -> HostConfig.builder()
                        .hostName(Map.of("instance-1", "web").get(plan.name()))
                        .build());

        assertThat(fingerprint(Renderers.standard().with(roles))).matches("[0-9a-f]{8}");
    }

    private static HostRenderer daemon(String json) {
        return HostRenderer.of(
                "docker-daemon",
                (plan, profile) -> HostConfig.builder()
                        .file("/etc/docker/daemon.json", 0644, json)
                        .build());
    }

    @Test
    void render_ofDaemonJsonThatTheEngineRefuses_saysWhose() {
        Renderers renderers = Renderers.standard().with(daemon("{\n  \"bip6\": \"2001:db8::1/80\"\n}\n"));

        assertThat(render(renderers).file("/etc/docker/daemon.json")).isPresent();
        assertThatThrownBy(() -> renderers.render(Samples.prefix(), Samples.profile("26.1", Exposure.OPEN)))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "renderer docker-daemon: daemon.json:2: Docker 26.1 refuses key bip6; first legal in 28.0; leave"
                                + " it out, or take engine 28.0 or later");
        assertThatThrownBy(
                        () -> renderers.render(Samples.prefix(), Samples.from(EngineSource.onImage(), Exposure.OPEN)))
                .as("whatever engine may be there")
                .hasMessageContaining("Docker 20.10 refuses");
    }

    @Test
    void render_ofHosts_needsADropIn() {
        HostRenderer hosts = daemon("{\"hosts\": [\"fd://\"]}");
        HostRenderer dropIn = HostRenderer.of(
                "docker-daemon",
                (plan, profile) -> HostConfig.builder()
                        .merge(hosts.render(plan, profile))
                        .file("/etc/systemd/system/docker.service.d/hosts.conf", 0644, "[Service]\n")
                        .build());

        assertThatThrownBy(() -> render(Renderers.standard().with(hosts))).hasMessageContaining("-H fd:// already");
        assertThat(render(Renderers.standard().with(dropIn)).files()).isNotEmpty();
    }

    @Test
    void merge_addsUpInOrder() {
        HostConfig one = HostConfig.builder()
                .packages("gnupg")
                .command(Phase.ENGINE, "one", "true")
                .build();
        HostConfig two = HostConfig.builder()
                .hostName("b")
                .packages("gnupg", "curl")
                .units("b.service")
                .command(Phase.ENGINE, "two", "true")
                .build();

        HostConfig both =
                HostConfig.builder().hostName("a").merge(one).merge(two).build();

        assertThat(both.hostName()).contains("b");
        assertThat(both.packages()).containsExactly("gnupg", "curl");
        assertThat(both.units()).containsExactly("b.service");
        assertThat(both.commands(Phase.ENGINE)).extracting(HostCommand::step).containsExactly("one", "two");
        assertThat(one.commands(Phase.ENGINE)).hasSize(1);
    }
}
