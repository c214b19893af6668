package io.github.ipv6fleet.verification.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ipv6fleet.verification.packets.Folders;
import io.github.ipv6fleet.verification.packets.Leftovers;
import io.github.ipv6fleet.verification.packets.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever happens to a run, the machine is afterwards as it was before. */
@Tag("hosts")
@ExtendWith(HostConditions.class)
@DisplayName("hosts leave the machine as it was")
class HostsCleanUpTest {
    private static final Path EVIDENCE = Folders.TRANSCRIPTS.resolveSibling("hosts");

    private final Shell shell = new Shell(EVIDENCE.resolve("clean-up.txt"));

    @Test
    void hostsOfKilledRun_areRemovedByTheNext() throws Exception {
        Files.deleteIfExists(said());
        Process run = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dbasedir=" + System.getProperty("basedir", "."),
                        KilledRun.class.getName())
                .inheritIO()
                .start();
        awaitHost(run);
        List<ProcessHandle> all = run.descendants().toList();
        ProcessHandle inside = run.children().findFirst().orElseThrow();
        // Stopped first: it ends its machines when its parent ends, and a machine ends that has no console to write to.
        all.forEach(process -> shell.attempt(List.of("kill", "-STOP", "" + process.pid())));
        run.destroyForcibly().waitFor();
        inside.destroyForcibly();
        inside.onExit().join();
        assertThat(String.join("\n", Leftovers.of(run.pid())))
                .as("what kill -9 leaves")
                .contains("process ", "/run/netns/", Folders.RUNS.toString());

        Leftovers.sweep(shell);

        assertThat(Leftovers.of(run.pid())).isEmpty();
        // Nobody waits for them but process 1, in its own time.
        CompletableFuture<?>[] ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        assertThat(CompletableFuture.allOf(ends))
                .as("whatever ran in it, %s", all)
                .succeedsWithin(Duration.ofSeconds(10));
    }

    private static Path said() {
        return EVIDENCE.resolve(KilledRun.EVIDENCE).resolve("said.txt");
    }

    private static void awaitHost(Process run) throws IOException, InterruptedException {
        while (!Files.exists(said()) || !Files.readString(said()).contains(Scenario.WAITING)) {
            assertThat(run.isAlive())
                    .as("the run, before its host was up; see " + said())
                    .isTrue();
            Thread.sleep(200);
        }
    }
}
