package io.github.ipv6fleet.render.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.render.Container;
import io.github.ipv6fleet.render.HostProfile;
import io.github.ipv6fleet.render.Renderers;
import io.github.ipv6fleet.render.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that starts containers, in a real shell; stand-ins say what the engine and systemd would. */
@Tag("parsers")
class ContainersStepTest {
    @TempDir
    Path folder;

    @BeforeEach
    void standIns() throws IOException {
        Tool.needed("sh");
        Tool.fake(folder, "sleep", "echo \"sleep $1\" >> " + folder.resolve("log"));
        Tool.fake(folder, "journalctl", "echo \"docker: no such image\"");
        engineSays("true");
        systemdSays("active");
    }

    private void engineSays(String running) throws IOException {
        Tool.fake(folder, "docker", running.isEmpty() ? "exit 1" : "echo " + running);
    }

    private void systemdSays(String state) throws IOException {
        Tool.fake(
                folder,
                "systemctl",
                "case $1 in show) echo " + state + " ;; *) echo \"$@\" >> " + folder.resolve("log") + " ;; esac");
    }

    private Tool.Result run() {
        HostProfile profile = HostProfile.builder()
                .container(Container.of("web", "nginx"))
                .container(Container.of("job", "busybox"))
                .build();
        String script = StepsTest.script(Renderers.standard().render(Samples.prefix(), profile), "containers");
        return Tool.run(Map.of("PATH", folder.toString()), "sh", "-euc", script);
    }

    @Test
    void containers_thatRun_areEnabledAndLookedAtFiveTimes() throws IOException {
        assertThat(run()).isEqualTo(new Tool.Result(0, ""));
        assertThat(Files.readAllLines(folder.resolve("log")))
                .startsWith(
                        "enable --now ipv6-fleet-container-web.service",
                        "enable --now ipv6-fleet-container-job.service")
                .hasSize(2 + 4); // five looks, half a second between them; at both each time
    }

    @Test
    void containers_thatHaveEndedWell_areNoFailure() throws IOException {
        engineSays("");
        systemdSays("inactive");

        assertThat(run()).isEqualTo(new Tool.Result(0, ""));
    }

    @Test
    void container_thatFailedForGood_isSaidWithItsReason() throws IOException {
        engineSays("");
        systemdSays("failed");

        assertThat(run()).isEqualTo(new Tool.Result(1, "container web does not run: docker: no such image\n"));
    }

    @Test
    void container_thatCrashesAgainAndAgain_isSaidAfterAWhile() throws IOException {
        systemdSays("activating");
        // Runs at every second look only, so it is never steady; the other one does all the time.
        Tool.fake(folder, "docker", """
                [ "$5" = web ] && [ -e "$0.ran" ] && rm "$0.ran" && exit 1
                touch "$0.ran"
                echo true""");

        assertThat(run()).isEqualTo(new Tool.Result(1, "container web does not run: docker: no such image\n"));
    }
}
