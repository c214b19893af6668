package io.github.ipv6fleet.verification.packets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ipv6fleet.render.HostConfig;
import io.github.ipv6fleet.render.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens to a lab, the machine is afterwards as it was before. */
@PacketTest(engine = EngineRoot.MACHINE, version = "20.10")
@DisplayName("a lab leaves the machine as it was")
class PacketCleanUpTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void hostThatCannotStart_isRemoved_andSaysWhatTheEngineSaid() {
        HostConfig broken = HostConfig.builder()
                .merge(SmallLab.CONFIG)
                .command(Phase.BEFORE_ENGINE, "break it", "echo '{\"ipv6\": ' >/etc/docker/daemon.json")
                .build();

        assertThatThrownBy(() -> SmallLab.start(broken))
                .hasMessageContaining("dockerd does not start")
                .hasMessageContaining("unable to configure the Docker daemon");
        assertThat(Leftovers.of(SELF)).isEmpty();
    }

    @Test
    void closedLab_leavesNothing() {
        try (PacketLab lab = SmallLab.start(SmallLab.CONFIG)) {
            lab.host(1).container("one", false);

            assertThat(String.join("\n", Leftovers.of(SELF)))
                    .contains("process ", "/run/netns/", "cgroup ", Folders.RUNS.toString());
        }
        assertThat(Leftovers.of(SELF)).isEmpty();
    }

    @Test
    void labOfKilledJvm_isSweptByTheNext() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dbasedir=" + System.getProperty("basedir", "."),
                        SmallLab.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("container is up");
        }
        other.destroyForcibly().waitFor();
        assertThat(Leftovers.of(other.pid())).as("what kill -9 leaves").isNotEmpty();

        SmallLab.start(SmallLab.CONFIG).close();

        assertThat(Leftovers.of(other.pid())).isEmpty();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Leftovers.of(SELF)).isEmpty();
    }
}
