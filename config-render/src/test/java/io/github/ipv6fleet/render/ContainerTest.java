package io.github.ipv6fleet.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.plan.PlanException;
import io.github.ipv6fleet.text.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {
    private static final Container WEB = Container.of("web", "nginx:1.27");

    @Test
    void of_hasTheDefaultsOfTheDocumentation() {
        assertThat(WEB.command()).isEmpty();
        assertThat(WEB.ports()).isEmpty();
        assertThat(WEB.restart()).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(WEB.envFile()).isEmpty();
        assertThat(WEB.takesNextAddress()).isFalse();
        assertThat(WEB).hasToString("web of nginx:1.27");
    }

    @Test
    void withers_changeACopy() {
        Container more = WEB.publish(80, 443)
                .publish(80)
                .publishUdp(443)
                .command("a", "")
                .envFile("/etc/web.env");

        assertThat(more.ports()).extracting(PublishedPort::toString).containsExactly("80/tcp", "443/tcp", "443/udp");
        assertThat(more.command()).containsExactly("a", "");
        assertThat(more.envFile()).contains("/etc/web.env");
        assertThat(more).hasToString("web of nginx:1.27, ports [80/tcp, 443/tcp, 443/udp]");
        assertThat(WEB).isEqualTo(Container.of("web", "nginx:1.27")).isNotEqualTo(more);
        assertThat(WEB.nextAddress().restart(RestartPolicy.NEVER))
                .isEqualTo(WEB.restart(RestartPolicy.NEVER).nextAddress())
                .isNotEqualTo(WEB.nextAddress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "w", "Web", "-a", "a b", "a\nb", "$(a)", "%n", "a_b", "\"a\"", "a/b"})
    void of_nameThatDockerOrThePlanCannotHave_isRefused(String name) {
        assertThatThrownBy(() -> Container.of(name, "nginx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("container name \"" + Shown.of(name) + "\": ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "nginx:1.27",
                "library/nginx",
                "localhost:5000/a/b_c/d__e/f---g:T_1.x-",
                "[2001:db8::1]:5000/a",
                "a@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "public.ecr.aws/docker/library/redis:7"
            })
    void of_imageThatRegistriesKnow_isTaken(String image) {
        assertThat(Container.of("web", image).image()).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Nginx",
                "-v",
                "--privileged",
                "a b",
                "a\nb",
                "nginx:",
                "nginx:-a",
                "a@sha256:00",
                "a//b",
                "a;b",
                "%i",
                "$a",
                "a\"",
                "a\u2028b",
                "https://a/b"
            })
    void of_imageThatIsNone_isRefused(String image) {
        assertThatThrownBy(() -> Container.of("web", image))
                .hasMessage("image \"" + Shown.of(image) + "\": is not the name of one; write it as nginx:1.27 or"
                        + " registry.example/web@sha256:..., lower-case but for registry and tag");
    }

    @Test
    void with_valuesThatCannotBe_isRefused() {
        assertThatThrownBy(() -> WEB.publish(0)).hasMessage("port 0: is not one; give 1 to 65535");
        assertThatThrownBy(() -> WEB.publishUdp(65_536)).hasMessage("port 65536: is not one; give 1 to 65535");
        assertThatThrownBy(() -> WEB.envFile("web.env")).hasMessageContaining("is not a plain absolute path");
        assertThatThrownBy(() -> WEB.command("a\0b")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> WEB.command("\ud800")).hasMessageContaining("surrogate");
    }

    @Test
    void profile_ofContainersThatDoNotGoTogether_saysAllAtOnce() {
        HostProfile.Builder profile = HostProfile.builder()
                .container(WEB.publish(PublishedPort.tcp(80).fromHost(8080)))
                .container(WEB);

        assertThatThrownBy(profile::build)
                .isInstanceOf(PlanException.class)
                .hasMessage("container web: port 8080:80/tcp: the engine ignores the host's port where containers have"
                        + " addresses of their own; take publish(80), and the container's address\n"
                        + "container web: is there twice; give each its own name");
    }

    @Test
    void profile_ofOneHostPortForTwo_isRefused() {
        PublishedPort mapped = PublishedPort.tcp(80).fromHost(8080);
        HostProfile.Builder profile = HostProfile.builder()
                .exposure(Exposure.OPEN_DOCKER0_2018)
                .container(WEB.publish(mapped).publishUdp(8080))
                .container(Container.of("other", "nginx").publish(mapped));

        assertThatThrownBy(profile::build)
                .hasMessage("container other: port 8080:80/tcp: the host's port is already that of container web;"
                        + " take another port of the host");
    }

    @Test
    void profile_keepsItsContainers() {
        HostProfile profile = HostProfile.builder().container(WEB).build();

        assertThat(profile.toBuilder().build().containers()).containsExactly(WEB);
        assertThat(profile.toString()).endsWith(", containers web");
    }
}
