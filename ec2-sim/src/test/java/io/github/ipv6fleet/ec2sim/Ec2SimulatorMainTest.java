package io.github.ipv6fleet.ec2sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the program as users do. */
class Ec2SimulatorMainTest {
    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "classes").toString(),
                Ec2SimulatorMain.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("prints where it listens, and serves there until it is killed")
    void serves() throws Exception {
        Process process = start();
        try (BufferedReader output = output(process)) {
            String ready = output.readLine();
            assertThat(ready).matches("ec2-sim ready at http://127\\.0\\.0\\.1:\\d+");
            URI uri = URI.create(ready.substring("ec2-sim ready at ".length()) + "/?Action=DescribeVpcs");
            assertThat(((HttpURLConnection) uri.toURL().openConnection()).getResponseCode())
                    .isEqualTo(200);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot 80", "--port", "--port x", "--port 70000", "extra"})
    @DisplayName("wrong options: a message, exit code 2, no stack trace")
    void wrongOptions(String line) throws Exception {
        Process process = start(line.split(" ", -1));
        try (BufferedReader output = output(process)) {
            assertThat(output.lines().toList())
                    .singleElement()
                    .satisfies(text -> assertThat(text).startsWith("ec2-sim: ").contains("--help"));
        }
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    @DisplayName("a port in use")
    void portInUse() throws Exception {
        try (Ec2Simulator first = Ec2Simulator.start()) {
            Process process = start("--port", Integer.toString(first.endpoint().getPort()));
            try (BufferedReader output = output(process)) {
                assertThat(output.readLine()).contains("cannot listen on port");
            }
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("--help")
    void help() throws Exception {
        Process process = start("--help");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).startsWith("usage: ");
        }
        assertThat(process.waitFor()).isZero();
    }
}
