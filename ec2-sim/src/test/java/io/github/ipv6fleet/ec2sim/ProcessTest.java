package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a simulator does to the process it lives in. */
class ProcessTest {
    private static final int CALLS = 41;

    /** Starts a simulator, calls it, and does not close it. */
    static final class NeverCloses {
        private NeverCloses() {}

        public static void main(String[] args) throws Exception {
            URI endpoint = Ec2Simulator.start().endpoint();
            long[] took = new long[CALLS];
            for (int i = 0; i < CALLS; i++) {
                long start = System.nanoTime();
                HttpURLConnection call = (HttpURLConnection)
                        endpoint.resolve("/?Action=DescribeVpcs").toURL().openConnection();
                call.getInputStream().readAllBytes();
                took[i] = System.nanoTime() - start;
            }
            System.out.println("property " + System.getProperty("sun.net.httpserver.nodelay"));
            Arrays.sort(took);
            System.out.println("milliseconds " + took[CALLS / 2] / 1_000_000);
        }
    }

    private static String run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                Path.of("target", "classes") + File.pathSeparator + Path.of("target", "test-classes"),
                NeverCloses.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("ends by itself")
                    .isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName("a program that never closes it ends, and finds no system property that it did not set")
    void program_thatNeverClosesIt_ends() throws Exception {
        String said = run();

        assertThat(said).startsWith("property null\nmilliseconds ");
        // The median call: less than one, or 40 with a delayed acknowledgement.
        assertThat(milliseconds(said)).isLessThan(20);
    }

    @Test
    @DisplayName("what the program said of nodelay itself is left as it is")
    void property_ofTheProgram_stays() throws Exception {
        assertThat(run("-Dsun.net.httpserver.nodelay=false")).startsWith("property false\n");
    }

    private static long milliseconds(String said) {
        return Long.parseLong(said.substring(said.lastIndexOf(' ') + 1).strip());
    }
}
